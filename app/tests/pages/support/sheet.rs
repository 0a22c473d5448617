//! Reads the spreadsheets that the program writes: a zip of XML, without a library of its own.

use std::io::Read;

use super::html::{plain, tags};

/// The files of a zip: name and content.
pub fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let end = bytes
        .windows(4)
        .rposition(|four| four == b"PK\x05\x06")
        .expect("the end of a zip");
    let count = short(bytes, end + 10);
    let mut at = long(bytes, end + 16);
    let mut files = Vec::new();
    for _ in 0..count {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02", "a file of the directory");
        let method = short(bytes, at + 10);
        let packed = long(bytes, at + 20);
        let lengths = [28, 30, 32].map(|field| short(bytes, at + field));
        let place = long(bytes, at + 42);
        let name = String::from_utf8_lossy(&bytes[at + 46..at + 46 + lengths[0]]).into_owned();
        let begin = place + 30 + short(bytes, place + 26) + short(bytes, place + 28);
        let raw = &bytes[begin..begin + packed];
        let mut content = Vec::new();
        match method {
            0 => content.extend_from_slice(raw),
            _ => {
                let mut inflated = flate2::read::DeflateDecoder::new(raw);
                inflated.read_to_end(&mut content).expect("it unpacks");
            }
        }
        files.push((name, content));
        at += 46 + lengths.iter().sum::<usize>();
    }
    files
}

fn short(bytes: &[u8], at: usize) -> usize {
    usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]))
}

fn long(bytes: &[u8], at: usize) -> usize {
    let four = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
    u32::from_le_bytes(four) as usize
}

/// The rows of the first sheet, as texts. Fails when a cell is a formula.
pub fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let files = unzipped(bytes);
    let file = |name: &str| {
        let found = files.iter().find(|(other, _)| other == name);
        found.map(|(_, content)| String::from_utf8_lossy(content).into_owned())
    };
    let shared: Vec<String> = file("xl/sharedStrings.xml")
        .map(|xml| xml.split("<si>").skip(1).map(texts).collect())
        .unwrap_or_default();
    let sheet = file("xl/worksheets/sheet1.xml").expect("a sheet");
    assert!(
        !sheet.contains("<f>") && !sheet.contains("<f "),
        "a cell is a formula"
    );
    let cell = |xml: &str| {
        let head = xml.split('>').next().unwrap_or_default();
        let value = texts(xml);
        match head.contains("t=\"s\"") {
            true => shared[value.parse::<usize>().expect("a place")].clone(),
            false => value,
        }
    };
    sheet
        .split("<row ")
        .skip(1)
        .map(|row| row.split("<c ").skip(1).map(cell).collect())
        .collect()
}

/// What stands in `<t>` and `<v>`.
fn texts(xml: &str) -> String {
    let inside = tags(xml)
        .into_iter()
        .filter(|tag| tag.name == "t" || tag.name == "v");
    inside
        .map(|tag| {
            let rest = &xml[tag.after..];
            plain(&rest[..rest.find('<').unwrap_or(rest.len())])
        })
        .collect()
}
