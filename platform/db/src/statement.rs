use crate::measure::Times;

/// One statement of the program, known by name to the test that prepares them all on both databases.
#[derive(Debug)]
pub struct Statement {
    /// Where it stands: module path and name.
    pub name: &'static str,
    /// The text with `$1…` in order of appearance.
    pub text: &'static str,
    /// How often it ran and how long.
    pub times: Times,
}

inventory::collect!(&'static Statement);

/// Every statement of the linked program.
pub fn all_statements() -> impl Iterator<Item = &'static Statement> {
    inventory::iter::<&'static Statement>.into_iter().copied()
}

/// Declares statements: `statements! { /// Doc. NAME = "SELECT …"; }`.
#[macro_export]
macro_rules! statements {
    ($($(#[$meta:meta])* $vis:vis $name:ident = $text:expr;)+) => {$(
        $(#[$meta])*
        $vis static $name: $crate::Statement = $crate::Statement {
            name: concat!(module_path!(), "::", stringify!($name)),
            text: $text,
            times: $crate::Times::new(),
        };

        $crate::inventory::submit! { &$name }
    )+};
}

/// Whether `$1…` stand in order of first appearance, which SQLite's numbering needs.
pub(crate) fn numbered_in_order(text: &str) -> bool {
    let mut highest = 0;
    for part in text.split('$').skip(1) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        let Ok(number) = digits.parse::<usize>() else {
            return false;
        };
        if number > highest + 1 || number == 0 {
            return false;
        }
        highest = highest.max(number);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::numbered_in_order;

    #[test]
    fn placeholders_must_appear_in_order() {
        assert!(numbered_in_order("a = $1 AND b = $2 AND c = $1"));
        assert!(!numbered_in_order("a = $2 AND b = $1"));
        assert!(!numbered_in_order("a = $1 AND b = $3"));
    }
}
