//! The text format of Prometheus, version 0.0.4.

use std::fmt::Write as _;
use std::time::Duration;

/// What the answer is called.
pub(super) const KIND: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Figures being written.
#[derive(Default)]
pub(super) struct Text(String);

impl Text {
    /// Begins a figure: what it is and of which kind, `counter`, `gauge` or `histogram`.
    pub(super) fn figure(&mut self, name: &str, kind: &str, about: &str) {
        let _ = writeln!(self.0, "# HELP {name} {about}\n# TYPE {name} {kind}");
    }

    /// A number of the figure. Labels are words of the program, never what anybody typed.
    pub(super) fn number(&mut self, name: &str, labels: &[(&str, &str)], value: impl ToString) {
        self.0.push_str(name);
        if !labels.is_empty() {
            self.0.push('{');
            for (at, (label, word)) in labels.iter().enumerate() {
                let comma = if at == 0 { "" } else { "," };
                let _ = write!(self.0, "{comma}{label}=\"{}\"", escaped(word));
            }
            self.0.push('}');
        }
        let _ = writeln!(self.0, " {}", value.to_string());
    }

    /// A figure of one number.
    pub(super) fn single(&mut self, name: &str, kind: &str, about: &str, value: impl ToString) {
        self.figure(name, kind, about);
        self.number(name, &[], value);
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

/// Seconds as a decimal number.
pub(super) fn seconds(time: Duration) -> String {
    format!("{}.{:06}", time.as_secs(), time.subsec_micros())
}

fn escaped(word: &str) -> String {
    word.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_written_as_the_format_has_it() {
        let mut text = Text::default();
        text.figure("oqu_jobs", "gauge", "Jobs by state.");
        text.number("oqu_jobs", &[("state", "dead"), ("b", "a\"\\\n")], 3);
        text.single("oqu_up", "gauge", "One.", 1);
        assert_eq!(
            text.into_string(),
            "# HELP oqu_jobs Jobs by state.\n# TYPE oqu_jobs gauge\n\
             oqu_jobs{state=\"dead\",b=\"a\\\"\\\\\\n\"} 3\n\
             # HELP oqu_up One.\n# TYPE oqu_up gauge\noqu_up 1\n"
        );
        assert_eq!(seconds(Duration::from_micros(1_002_500)), "1.002500");
    }
}
