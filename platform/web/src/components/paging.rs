use askama::Template;

use super::is_html;
use crate::{Chrome, Fields};

/// A column that a list can be ordered by.
#[derive(Clone, Debug)]
pub struct Sort {
    /// The word in the address.
    pub key: &'static str,
    /// The name of the column.
    pub label: String,
    /// Whether the list is ordered by it now.
    pub on: bool,
    /// Whether from the end.
    pub down: bool,
    /// Where a press leads.
    pub address: String,
}

impl Sort {
    /// A sortable column of the list at `path` with these filters; pressing it again turns it round.
    pub fn new(path: &str, fields: &Fields, key: &'static str, label: String, first: bool) -> Self {
        let chosen = fields.raw("sort");
        let (on, down) = match chosen.strip_prefix('-') {
            Some(rest) => (rest == key, true),
            None => (chosen == key || (chosen.is_empty() && first), false),
        };
        let next = if on && !down {
            format!("-{key}")
        } else {
            key.to_owned()
        };
        Self {
            key,
            label,
            on,
            down: on && down,
            address: address(
                path,
                fields,
                &[("sort", &next), ("after", ""), ("before", "")],
            ),
        }
    }
}

impl Sort {
    /// The icon beside the column that the list is ordered by.
    pub const fn arrow(&self) -> &'static str {
        if self.down { "down" } else { "up" }
    }

    /// For `aria-sort`.
    pub const fn aria(&self) -> &'static str {
        if self.down { "descending" } else { "ascending" }
    }
}

impl Sort {
    /// The heading of the column, for the `tr` of a table's head.
    pub fn head<'a>(&'a self, chrome: &'a Chrome) -> SortHead<'a> {
        SortHead { chrome, sort: self }
    }
}

/// The heading of a column that a list can be ordered by.
#[derive(Template)]
#[template(path = "parts/sort-head.html")]
pub struct SortHead<'a> {
    chrome: &'a Chrome,
    sort: &'a Sort,
}

is_html!(SortHead<'_>);

/// A filter that is on, and the address without it.
#[derive(Clone, Debug)]
pub struct Filter {
    /// What is filtered.
    pub text: String,
    /// The list without this filter.
    pub without: String,
}

impl Filter {
    /// The chip of a filter.
    pub fn new(path: &str, fields: &Fields, name: &str, text: String) -> Self {
        Self {
            text,
            without: address(path, fields, &[(name, ""), ("after", ""), ("before", "")]),
        }
    }
}

impl Filter {
    /// The filter as a link that takes it away.
    pub fn chip<'a>(&'a self, chrome: &'a Chrome) -> FilterChip<'a> {
        FilterChip {
            chrome,
            filter: self,
        }
    }
}

/// A filter that is on, as a link that takes it away.
#[derive(Template)]
#[template(path = "parts/filter-chip.html")]
pub struct FilterChip<'a> {
    chrome: &'a Chrome,
    filter: &'a Filter,
}

is_html!(FilterChip<'_>);

/// Ways to the neighbouring pages of a list. The place is a mark in the order, not a count of rows
/// passed over, so that the last page costs what the first costs and new rows do not shift it.
#[derive(Template)]
#[template(path = "parts/paging.html")]
pub struct Paging<'a> {
    chrome: &'a Chrome,
    /// «312 адам», or «1 000-нан көп».
    found: String,
    first: Option<String>,
    before: Option<String>,
    after: Option<String>,
    target: Option<&'a str>,
}

is_html!(Paging<'_>);

impl<'a> Paging<'a> {
    /// `before` and `after` are the marks of the first and the last row, where there is more.
    pub fn new(
        chrome: &'a Chrome,
        path: &str,
        fields: &Fields,
        found: String,
        before: Option<&str>,
        after: Option<&str>,
    ) -> Self {
        Self {
            chrome,
            found,
            first: before.map(|_| address(path, fields, &[("after", ""), ("before", "")])),
            before: before.map(|mark| address(path, fields, &[("before", mark), ("after", "")])),
            after: after.map(|mark| address(path, fields, &[("after", mark), ("before", "")])),
            target: None,
        }
    }

    /// Fills the element with this id in place, where scripts run; the address follows.
    #[must_use]
    pub fn fills(mut self, id: &'a str) -> Self {
        self.target = Some(id);
        self
    }
}

/// The list's address with some fields changed; an empty value takes a field away.
fn address(path: &str, fields: &Fields, changes: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields.pairs() {
        if !value.is_empty() && !changes.iter().any(|(changed, _)| *changed == name) {
            query.append_pair(name, value);
        }
    }
    for (name, value) in changes {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    let query = query.finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_keep_filters_and_drop_the_place() {
        let fields = Fields::of_query(Some("q=%D3%98&role=teacher&after=x"));
        assert_eq!(
            address("/people", &fields, &[("role", ""), ("after", "")]),
            "/people?q=%D3%98"
        );
        let sort = Sort::new("/people", &fields, "name", "Аты".into(), true);
        assert!(sort.on && !sort.down);
        assert!(sort.address.contains("sort=-name"));
    }

    #[test]
    fn a_column_turns_round_and_back() {
        let fields = Fields::of_query(Some("sort=-name&before=x"));
        let sort = Sort::new("/people", &fields, "name", "Аты".into(), true);
        assert!(sort.on && sort.down);
        assert_eq!(sort.address, "/people?sort=name");
        let other = Sort::new("/people", &fields, "login", "Логин".into(), false);
        assert!(!other.on && !other.down);
        assert_eq!(other.address, "/people?sort=login");
    }

    #[test]
    fn a_filter_goes_alone_and_what_is_typed_is_escaped() {
        let fields = Fields::of_query(Some("q=%3Cscript%3E%26&role=teacher&state=open"));
        let filter = Filter::new("/people", &fields, "role", "Оқытушы".into());
        assert_eq!(filter.without, "/people?q=%3Cscript%3E%26&state=open");
        let none = Filter::new(
            "/people",
            &Fields::of_query(Some("role=a")),
            "role",
            "".into(),
        );
        assert_eq!(none.without, "/people");
    }
}
