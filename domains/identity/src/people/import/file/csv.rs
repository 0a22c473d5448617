//! Lists as text: whatever separates the columns, in whatever encoding Excel or Moodle wrote them.

use ::csv::{ReaderBuilder, StringRecord};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

use super::{Builder, Row, Table, Unread, cell};

/// The beginning of a file by which the separator is told.
const LOOKED_AT: usize = 64 << 10;
/// Signs that no text has: a file with more of them than one in a thousand is none.
const CONTROLS_IN: usize = 1_000;

/// Reads a text with columns.
///
/// # Errors
/// [`Unread`] when it is no such text, or nothing is in it.
pub fn read(bytes: &[u8]) -> Result<Table, Unread> {
    let text = decoded(bytes)?;
    // Excel writes the separator into the first line for itself.
    let (separator, text) = match text.strip_prefix("sep=") {
        Some(rest) => {
            let (line, rest) = rest.split_once('\n').ok_or(Unread::Empty)?;
            (line.bytes().next().unwrap_or(b','), rest)
        }
        None => (separator(&text), text.as_str()),
    };
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut builder = Builder::default();
    let mut record = StringRecord::new();
    // A line inside a quoted cell is no row of its own in a spreadsheet.
    let mut inside = 0;
    while reader
        .read_record(&mut record)
        .map_err(|_| Unread::Damaged)?
    {
        // The reader stands behind the record, on the next line.
        let next = reader.position().line();
        let mut row = Row::default();
        for (at, field) in record.iter().enumerate() {
            inside += field.matches('\n').count() as u64;
            let (text, mark) = cell(field);
            row.cells.push(text);
            if let Some(mark) = mark {
                row.marks.insert(at, mark);
            }
        }
        let number = next.saturating_sub(inside + 1);
        row.number = u32::try_from(number).unwrap_or(u32::MAX);
        builder.row(row)?;
    }
    builder.finish()
}

/// The text in UTF-8, without the mark at its beginning.
fn decoded(bytes: &[u8]) -> Result<String, Unread> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (guessed(bytes), 0),
    };
    let (text, _, broken) = encoding.decode(&bytes[mark..]);
    let mut text = text.into_owned();
    let controls = text
        .chars()
        .filter(|c| c.is_control() && !c.is_whitespace())
        .count();
    if controls > text.len() / CONTROLS_IN || (broken && encoding != WINDOWS_1251) {
        return Err(Unread::OtherKind);
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

/// The encoding of a text without a mark: UTF-8 when it is that, UTF-16 when every other byte says
/// so, else what the letters look like. Offices here write windows-1251 where they do not write UTF-8.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    let zeros = |odd: usize| {
        let half = bytes.iter().skip(odd).step_by(2);
        half.filter(|byte| **byte == 0 || **byte == 4).count()
    };
    let half = bytes.len() / 2;
    if bytes.contains(&0) && half > 0 {
        let (even, odd) = (zeros(0), zeros(1));
        return if even > odd { UTF_16BE } else { UTF_16LE };
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"kz"), Utf8Detection::Deny);
    match guess.name() {
        // What is taken for the other Cyrillic tables is nearly always a short windows-1251.
        "KOI8-U" | "IBM866" | "ISO-8859-5" | "x-mac-cyrillic" => guess,
        _ => WINDOWS_1251,
    }
}

/// The sign that stands most evenly in the first lines, outside of quotes.
fn separator(text: &str) -> u8 {
    let end = text.floor_char_boundary(LOOKED_AT.min(text.len()));
    let mut counts = [(b';', 0_usize), (b'\t', 0), (b',', 0)];
    let mut quoted = false;
    for c in text[..end].chars() {
        match c {
            '"' => quoted = !quoted,
            // The headings decide: cells below them may hold anything.
            '\n' if !quoted && counts.iter().any(|(_, count)| *count > 0) => break,
            _ if quoted => {}
            _ => {
                let known = counts.iter_mut().find(|(sign, _)| char::from(*sign) == c);
                if let Some((_, count)) = known {
                    *count += 1;
                }
            }
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    match counts[0] {
        (sign, count) if count > 0 => sign,
        _ => b',',
    }
}

#[cfg(test)]
mod tests {
    use super::super as file;
    use super::super::Mark;
    use super::*;

    const PLAIN: &str = "surname;given\r\nӘбдіқадырұлы;Айгүл\r\nҚұрманғали;Ерлан\r\n";

    fn surnames(bytes: &[u8]) -> Vec<String> {
        let table = file::read(bytes).unwrap();
        assert_eq!(table.headings, ["surname", "given"]);
        let rows = table.rows.iter();
        rows.map(|row| row.cell(0).to_owned()).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let names = ["Әбдіқадырұлы", "Құрманғали"];
        assert_eq!(surnames(PLAIN.as_bytes()), names);
        assert_eq!(surnames(format!("\u{feff}{PLAIN}").as_bytes()), names);
        let units: Vec<u16> = PLAIN.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(surnames(&[&[0xff, 0xfe][..], &little].concat()), names);
        assert_eq!(surnames(&[&[0xfe, 0xff][..], &big].concat()), names);
        assert_eq!(surnames(&little), names);
        assert_eq!(surnames(&big), names);
        let russian = "surname;given\r\nАхметова;Айгерим\r\nСейітов;Ерлан\r\n";
        let (windows, _, _) = WINDOWS_1251.encode(russian);
        assert_eq!(surnames(&windows), ["Ахметова", "Сейітов"]);
        let (short, _, _) = WINDOWS_1251.encode("surname;given\nЮн;Ян\n");
        assert_eq!(surnames(&short), ["Юн"]);
    }

    #[test]
    fn separators_quotes_and_line_ends() {
        for separator in [",", ";", "\t"] {
            for end in ["\n", "\r\n"] {
                let text = [
                    "surname",
                    separator,
                    "given",
                    end,
                    "\"А, \"\"Б\"\"; В\"",
                    separator,
                ];
                let text = [text.concat(), "Г\tД".replace('\t', " "), end.to_owned()].concat();
                assert_eq!(surnames(text.as_bytes()), ["А, \"Б\"; В"], "{text:?}");
            }
        }
        assert_eq!(surnames(b"sep=;\r\nsurname;given\r\na;b\r\n"), ["a"]);
    }

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_shows() {
        let text = "surname;given\n\nA;b\n\"C\nc\";d\n;\nE;f";
        let table = file::read(text.as_bytes()).unwrap();
        let numbers: Vec<u32> = table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [3, 4, 6]);
    }

    #[test]
    fn a_title_above_the_headings_is_passed_over() {
        let table = file::read("Тізім\n\nsurname;given\nA;b\n".as_bytes()).unwrap();
        assert_eq!(table.headings, ["surname", "given"]);
        assert_eq!(table.rows[0].number, 4);
        let table = file::read("full name\nA b\nC d\n".as_bytes()).unwrap();
        assert_eq!(table.headings, ["full name"]);
        assert_eq!(table.rows.len(), 2);
    }

    #[test]
    fn what_is_no_list_is_told() {
        let check = |bytes: &[u8], why| assert_eq!(file::read(bytes), Err(why), "{why:?}");
        check(b"", Unread::Empty);
        check(b"\n\n;;\n", Unread::Empty);
        check(b"surname;given\n", Unread::HeadingsOnly);
        check(
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\x02\x03\x05",
            Unread::OtherKind,
        );
        check(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1], Unread::OldExcel);
        check(
            ";".repeat(200).replace(';', "a;").as_bytes(),
            Unread::ManyColumns,
        );
        let many = format!("a\n{}", "b\n".repeat(file::ROWS_MOST + 1));
        check(many.as_bytes(), Unread::ManyRows);
        check(&vec![b'a'; 21 << 20], Unread::Large);
    }

    #[test]
    fn a_quote_that_is_never_closed_makes_one_long_cell() {
        let text = format!("surname;given\n\"А;б\n{}", "В;г\n".repeat(2_000));
        let table = file::read(text.as_bytes()).unwrap();
        assert_eq!(table.rows.len(), 1);
        assert_eq!(table.rows[0].marks.get(&0), Some(&Mark::Long));
    }
}
