//! Just enough of HTML to read our own pages: tags with attributes, forms with what stands in them.

/// A tag of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// In lower case; an end tag begins with a slash.
    pub name: String,
    /// Names and values, without entities.
    pub attributes: Vec<(String, String)>,
    /// Where the text after it begins.
    pub after: usize,
}

impl Tag {
    /// The value of an attribute; empty when it has none.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// All tags of a page, in order.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        at += found + 1;
        if let Some(tag) = tag(html, at) {
            at = tag.after;
            tags.push(tag);
        }
    }
    tags
}

fn tag(html: &str, from: usize) -> Option<Tag> {
    let first = html[from..].chars().next()?;
    if !first.is_ascii_alphabetic() && first != '/' {
        return None;
    }
    let name_end = from + html[from..].find(|c: char| c.is_whitespace() || c == '>')?;
    let mut tag = Tag {
        name: html[from..name_end].trim_end_matches('/').to_lowercase(),
        attributes: Vec::new(),
        after: 0,
    };
    if first == '/' {
        tag.name = html[from..name_end].to_lowercase();
    }
    let mut at = name_end;
    loop {
        at += html[at..].find(|c: char| !c.is_whitespace() && c != '/')?;
        if html[at..].starts_with('>') {
            tag.after = at + 1;
            return Some(tag);
        }
        let end = at + html[at..].find(|c: char| c.is_whitespace() || "=>/".contains(c))?;
        let name = html[at..end].to_lowercase();
        at = end.max(at + 1);
        let mut value = String::new();
        if html[end..].starts_with("=\"") {
            let close = end + 2 + html[end + 2..].find('"')?;
            value = plain(&html[end + 2..close]);
            at = close + 1;
        }
        tag.attributes.push((name, value));
    }
}

/// A text without entities.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = rest.find(';').filter(|end| *end < 10).and_then(|end| {
            let letter = match &rest[1..end] {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                code => char::from_u32(code.strip_prefix('#')?.parse().ok()?)?,
            };
            Some((letter, end + 1))
        });
        let (letter, length) = known.unwrap_or(('&', 1));
        out.push(letter);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The text that people read, in one line.
pub fn text(html: &str) -> String {
    let mut out = String::new();
    let mut last = 0;
    for tag in tags(html) {
        let before = html[last..tag.after].rfind('<').unwrap_or_default();
        out.push_str(&html[last..last + before]);
        out.push(' ');
        last = tag.after;
    }
    out.push_str(&html[last..]);
    let words: Vec<String> = plain(&out).split_whitespace().map(str::to_owned).collect();
    words.join(" ")
}

/// A form with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// Names and values, as a browser would send them.
    pub fields: Vec<(String, String)>,
    /// The fields into which a person types, secrets left out.
    pub texts: Vec<String>,
}

impl Form {
    /// The value of a field; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }

    /// Types a value over what stood there.
    #[must_use]
    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(key, _)| key != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// The form of a page with the most to type, which is what the page is for.
pub fn main_form(html: &str) -> Form {
    let forms = forms(html).into_iter();
    forms
        .max_by_key(|form| form.texts.len() * 10 + form.fields.len())
        .expect("a form")
}

/// The forms of a page that are sent by POST.
pub fn forms(html: &str) -> Vec<Form> {
    let mut forms = Vec::new();
    let mut open: Option<Form> = None;
    let mut select: Option<(String, Option<String>, Option<String>)> = None;
    for tag in tags(html) {
        let named = |name: &str| tag.get(name).unwrap_or_default().to_owned();
        match tag.name.as_str() {
            "form" if tag.get("method") == Some("post") => {
                open = Some(Form {
                    action: named("action"),
                    fields: Vec::new(),
                    texts: Vec::new(),
                });
            }
            "/form" => forms.extend(open.take()),
            _ => {}
        }
        let Some(form) = &mut open else {
            continue;
        };
        match tag.name.as_str() {
            "input" => {
                let is_box = matches!(tag.get("type"), Some("radio" | "checkbox"));
                if tag.get("name").is_some() && (!is_box || tag.get("checked").is_some()) {
                    form.fields.push((named("name"), named("value")));
                }
                if tag.get("name").is_some() && matches!(tag.get("type"), None | Some("text")) {
                    form.texts.push(named("name"));
                }
            }
            "textarea" => {
                form.texts.push(named("name"));
                let end = html[tag.after..].find("</textarea>").unwrap_or_default();
                let typed = plain(&html[tag.after..tag.after + end]);
                let typed = typed.strip_prefix('\n').unwrap_or(&typed).to_owned();
                form.fields.push((named("name"), typed));
            }
            "select" => select = Some((named("name"), None, None)),
            "option" => {
                if let Some((_, chosen, first)) = &mut select {
                    first.get_or_insert(named("value"));
                    if tag.get("selected").is_some() {
                        *chosen = Some(named("value"));
                    }
                }
            }
            "/select" => {
                if let Some((name, chosen, first)) = select.take() {
                    form.fields
                        .push((name, chosen.or(first).unwrap_or_default()));
                }
            }
            _ => {}
        }
    }
    forms
}
