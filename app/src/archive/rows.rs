//! A row as a line of JSON: `null`, a number, a text, or `{"b":"…"}` for bytes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use oqu_db::Cell;
use serde_json::{Value, json};

/// The line of a row, with its end.
pub(super) fn line(cells: Vec<Cell>) -> Vec<u8> {
    let cells: Vec<Value> = cells
        .into_iter()
        .map(|cell| match cell {
            Cell::Null => Value::Null,
            Cell::Int(number) => json!(number),
            Cell::Text(text) => Value::String(text),
            Cell::Bytes(bytes) => json!({ "b": STANDARD_NO_PAD.encode(bytes) }),
        })
        .collect();
    let mut line = Value::Array(cells).to_string().into_bytes();
    line.push(b'\n');
    line
}

/// The row of a line, or nothing when it is none.
pub(super) fn row(line: &[u8]) -> Option<Vec<Cell>> {
    let Value::Array(cells) = serde_json::from_slice(line).ok()? else {
        return None;
    };
    cells.into_iter().map(cell).collect()
}

fn cell(value: Value) -> Option<Cell> {
    match value {
        Value::Null => Some(Cell::Null),
        Value::Number(number) => number.as_i64().map(Cell::Int),
        Value::String(text) => Some(Cell::Text(text)),
        Value::Object(object) if object.len() == 1 => {
            let bytes = object.get("b")?.as_str()?;
            STANDARD_NO_PAD.decode(bytes).ok().map(Cell::Bytes)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_as_it_went() {
        let cells = vec![
            Cell::Null,
            Cell::Int(i64::MIN),
            Cell::Int(i64::MAX),
            Cell::Text("«Әлия»\n\u{202e}\"".into()),
            Cell::Bytes(vec![0, 255, 10]),
        ];
        let line = line(cells.clone());
        assert_eq!(line.iter().filter(|byte| **byte == b'\n').count(), 1);
        assert_eq!(row(&line), Some(cells));
        for wrong in ["", "{}", "[1.5]", "[{\"b\":\"?\"}]", "[true]", "[1"] {
            assert_eq!(row(wrong.as_bytes()), None, "{wrong}");
        }
    }
}
