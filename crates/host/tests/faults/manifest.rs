//! What a host refuses once it has read a manifest.

use crate::opened::{PLACES, built_with, faulty, refused, started};
use postil::plugins::PluginConfig;
use serde_json::{Value, json};

#[test]
fn a_manifest_that_is_no_text_is_refused() {
    for isolation in PLACES {
        let error = refused(&built_with("not-utf-8", isolation, Value::Null));
        assert_eq!(error.code(), "E0047", "{error}");
        assert!(error.to_string().contains("UTF-8"), "{error}");
    }
    let error = refused(&started(&["manifest", r#"{"version":"0"}"#], "ok"));
    assert_eq!(error.code(), "E0050", "a manifest without an id: {error}");
}

#[test]
fn a_manifest_with_another_id_is_refused() {
    for isolation in PLACES {
        let config = PluginConfig { isolation, ..faulty(Value::Null) };
        let other = PluginConfig { id: "test.other".to_owned(), ..config };
        let error = refused(&other);
        assert_eq!(error.code(), "E0048");
        let message = error.to_string();
        assert!(message.contains("`test.faulty`") && message.contains("`test.other`"), "{message}");
    }
    let lying = started(&["manifest", r#"{"id":"postil.stance","version":"0"}"#], "ok");
    assert_eq!(refused(&lying).code(), "E0048");
}

#[test]
fn settings_that_the_plugin_refuses_are_told_in_its_words() {
    for isolation in PLACES {
        let config = |settings| PluginConfig { isolation, ..faulty(settings) };
        let error = refused(&config(json!({"moed": "ok"})));
        assert_eq!(error.code(), "E0051");
        assert!(error.to_string().contains("moed"), "{error}");
        let error = refused(&config(json!({"mode": "panic-in-create"})));
        assert_eq!(error.code(), "E0031");
        assert!(error.to_string().contains("no way to start"), "{error}");
    }
}

#[test]
fn codes_of_rules_must_be_the_plugins_own() {
    for (codes, code) in [
        (["ACME101", "ACME102"], None),
        (["PST101", "PST102"], Some("E0055")),
        (["ACME101", "ACME101"], Some("E0055")),
        (["ACME101", "OTHER1"], Some("E0055")),
        (["acme-one", "acme-two"], Some("E0055")),
    ] {
        let rule = |code| json!({"code": code, "category": null, "level": "note", "summary": "s"});
        let manifest =
            json!({"id": "test.faulty", "version": "0", "rules": codes.map(rule)}).to_string();
        let config = started(&["manifest", &manifest], "ok");
        match code {
            None => drop(crate::opened::opened(&config)),
            Some(code) => assert_eq!(refused(&config).code(), code, "{codes:?}"),
        }
    }
}
