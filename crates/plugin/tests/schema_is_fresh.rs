//! The checked-in message code is what the schema gives. `POSTIL_BLESS=1 cargo test -p
//! postil-plugin --test schema_is_fresh` writes it anew.

const SCHEMA: &str = "schema/postil.fbs";
const GENERATED: &str = "src/message/generated.rs";
const HEADER: &str =
    "// Generated from schema/postil.fbs by planus; see tests/schema_is_fresh.rs.\n\n";

#[test]
fn generated_code_is_what_the_schema_gives() {
    let declarations = planus_translation::translate_files(&[SCHEMA])
        .expect("the schema has errors; they are printed above");
    let code = planus_codegen::generate_rust(&declarations, true).expect("rustfmt is needed");
    let fresh = format!("{HEADER}{code}");
    if std::env::var_os("POSTIL_BLESS").is_some() {
        std::fs::write(GENERATED, fresh).expect("the source folder can be written");
        return;
    }
    let stored = std::fs::read_to_string(GENERATED).unwrap_or_default();
    assert!(
        stored == fresh,
        "{GENERATED} is stale: run POSTIL_BLESS=1 cargo test -p postil-plugin --test schema_is_fresh"
    );
}
