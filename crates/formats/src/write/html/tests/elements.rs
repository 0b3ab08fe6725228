//! Reading a page back.

use std::collections::BTreeMap;

/// An element of a page, with all text inside it.
pub(super) struct Element {
    pub(super) name: String,
    attributes: BTreeMap<String, String>,
    pub(super) text: String,
}

impl Element {
    pub(super) fn get(&self, key: &str) -> &str {
        self.attributes.get(key).map_or("", String::as_str)
    }

    pub(super) fn offset(&self, key: &str) -> usize {
        self.get(key).parse().expect("an offset")
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        self.get("class").split(' ').any(|name| name == class)
    }
}

fn unescaped(text: &str) -> String {
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#13;", "\r")];
    let text = entities.iter().fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c));
    text.replace("&#10;", "\n").replace("&#9;", "\t").replace("&amp;", "&")
}

/// The elements of a section, in order; fails where they are not properly nested.
pub(super) fn elements(html: &str) -> Vec<Element> {
    let mut found: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let text = unescaped(&rest[..at]);
        open.iter().for_each(|&number| found[number].text.push_str(&text));
        let end = at + rest[at..].find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if tag.starts_with("!--") {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            let number = open.pop().expect("an element is open");
            assert_eq!(found[number].name, name);
            continue;
        }
        let (name, mut list) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
        let mut attributes = BTreeMap::new();
        while let Some((key, after)) = list.split_once("=\"") {
            let (value, after) = after.split_once('"').expect("a value ends");
            let again = attributes.insert(key.trim().to_owned(), unescaped(value));
            assert!(again.is_none(), "{key} twice in <{tag}>");
            list = after;
        }
        assert_eq!(list.trim(), "", "in <{tag}>");
        open.push(found.len());
        found.push(Element { name: name.to_owned(), attributes, text: String::new() });
    }
    assert!(open.is_empty(), "an element stays open");
    found
}
