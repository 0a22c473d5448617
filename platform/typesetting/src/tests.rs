use std::io::Write as _;
use std::process::Command;

use oqu_documents::{Paper, Press as _, Strange, Template, Unprinted};
use oqu_kernel::Moment;
use oqu_text::Language;
use serde_json::{Value, json};

use crate::Typesetter;

/// 20 November 2026, 09:52 in Astana.
const MOMENT: Moment = Moment::from_millis(1_795_150_320_000);
const LINK: &str = "https://oqu.example.kz/verify/4A7C-DEFH-JKMN";
const KAZAKH: &str = "Ә Ғ Қ Ң Ө Ұ Ү Һ І ә ғ қ ң ө ұ ү һ і";

const LETTER: Template = Template {
    name: "letter.typ",
    text: r#"
#import "/house.typ": *
#show: official.with(data)
#letterhead(data.names)
#reference(data.date, data.number)
= #data.title
#data.body
#facts(data.facts)
#signature(data.signature)
#check(data.check)
"#,
};

const LIST: Template = Template {
    name: "list.typ",
    text: "#import \"/house.typ\": *\n#listing(data)",
};

fn letter(body: &str) -> Paper {
    let names = json!([
        {"lang": "kk", "name": "«Сарыарқа» университеті", "lines": ["Астана қ.", "БСН 120340000007"]},
        {"lang": "ru", "name": "Университет «Сарыарка»", "lines": ["г. Астана", "БИН 120340000007"]},
    ]);
    let check = json!({
        "alt": format!("QR: {LINK}"), "caption": "Түпнұсқалығын тексеру", "address": LINK,
        "label": "Коды:", "code": "4A7C-DEFH-JKMN", "note": "…",
    });
    Paper {
        template: LETTER,
        data: json!({
            "title": "АНЫҚТАМА", "author": "«Сарыарқа» университеті", "names": names,
            "date": "2026 жылғы 20 қараша", "number": "№ 2026-00001", "body": body,
            "facts": [["Топ", "ИС-21"], [KAZAKH, "2024"]],
            "signature": {"post": "Тіркеуші", "caption": "қолы", "name": "Ж. Омарова"},
            "check": check,
        }),
        language: Language::Kk,
        ident: "019ca0b1".to_owned(),
        made_at: MOMENT,
        link: Some(LINK.to_owned()),
        strange: Strange::Refuse,
    }
}

fn list(rows: Vec<Value>) -> Paper {
    Paper {
        template: LIST,
        data: json!({
            "title": "Адамдар", "author": "«Сарыарқа» университеті", "about": "20.11.2026",
            "foot": "Oqu", "columns": [{"name": "Реті", "width": 1}, {"name": "Аты", "width": 5}],
            "rows": rows,
        }),
        link: None,
        strange: Strange::Replace,
        ..letter("")
    }
}

fn print(paper: &Paper) -> Vec<u8> {
    let printed = Typesetter.print(paper);
    let pdf = printed.unwrap_or_else(|unprinted| panic!("{unprinted}"));
    if let Ok(folder) = std::env::var("OQU_LOOK_AT") {
        let path = format!("{folder}/{}.pdf", paper.template.name);
        std::fs::write(path, &pdf).expect("a folder to look into");
    }
    pdf
}

/// What a tool of Debian says of a PDF. `./test` installs both.
fn said(tool: &str, before: &[&str], pdf: &[u8], after: &[&str]) -> String {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(pdf).expect("room for a file");
    let ran = Command::new(tool)
        .args(before)
        .arg(file.path())
        .args(after)
        .output();
    let ran = ran.unwrap_or_else(|error| panic!("{tool}: {error}; ./test installs it"));
    let out = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(
        ran.status.success(),
        "{tool}: {out}{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    out
}

fn text_of(pdf: &[u8]) -> String {
    said("pdftotext", &["-layout"], pdf, &["-"])
}

/// The document's own text without where lines end.
fn words_of(pdf: &[u8]) -> String {
    let text = said("pdftotext", &[], pdf, &["-"]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pages_of(pdf: &[u8]) -> usize {
    let told = said("qpdf", &["--show-npages"], pdf, &[]);
    told.trim().parse().expect("a number of pages")
}

/// The metadata, which stands unpacked in an archive's PDF.
fn metadata_of(pdf: &[u8]) -> String {
    let text = String::from_utf8_lossy(pdf);
    let begin = text.find("<?xpacket begin").expect("metadata");
    let end = text[begin..].find("<?xpacket end").expect("its end");
    text[begin..begin + end].to_owned()
}

#[test]
fn a_letter_is_whole_in_every_letter_of_kazakh() {
    let pdf = print(&letter(&format!("Осы анықтама берілді. {KAZAKH}")));
    let text = words_of(&pdf);
    for expected in [
        "АНЫҚТАМА",
        "«Сарыарқа» университеті",
        "Университет «Сарыарка»",
        KAZAKH,
        "№ 2026-00001",
        "4A7C-DEFH-JKMN",
    ] {
        assert!(text.contains(expected), "{expected} is missing in\n{text}");
    }
    said("qpdf", &["--check"], &pdf, &[]);
    assert_eq!(pages_of(&pdf), 1);
    assert!(pdf.len() < 150_000, "{} bytes", pdf.len());
}

#[test]
fn the_file_says_what_it_is() {
    let metadata = metadata_of(&print(&letter("…")));
    for expected in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "АНЫҚТАМА",
        "<rdf:li>kk</rdf:li>",
        "2026-11-20T04:52:00",
    ] {
        assert!(
            metadata.contains(expected),
            "{expected} is missing in {metadata}"
        );
    }
}

#[test]
fn the_same_values_give_the_same_bytes() {
    let first = print(&letter("бір"));
    // Another document between them must leave no trace.
    let other = print(&letter("екі"));
    assert_eq!(first, print(&letter("бір")));
    assert_ne!(first, other);
}

#[test]
fn typed_text_never_becomes_the_typesetters_language() {
    let typed = r##"#sys.inputs $x^2$ \ @ref <label> *a* _b_ `c` = d #include "/etc/passwd" \u{41} // e /* f */ ~ -- ... "q" 'r' [s] {t} #eval("1")"##;
    let words = words_of(&print(&letter(typed)));
    assert!(words.contains(typed), "{words}");
    let pdf = print(&list(vec![json!([typed, typed])]));
    assert!(text_of(&pdf).contains("#sys"));
}

#[test]
fn what_cannot_be_printed_is_refused_in_a_paper_and_marked_in_a_list() {
    for (typed, strange) in [
        ("Әлия 🙂🙂", "🙂"),
        ("שלום", "שלום"),
        ("李小龍", "李小龍"),
        ("а\u{202e}б", "\u{202e}"),
        ("а\u{0}", "\u{0}"),
    ] {
        let refused = Typesetter.print(&letter(typed)).map(|pdf| pdf.len());
        assert_eq!(
            refused,
            Err(Unprinted::Strange(strange.to_owned())),
            "{typed}"
        );
        assert_eq!(Typesetter.strange(typed), strange);
        let pdf = print(&list(vec![json!(["1", typed])]));
        assert!(words_of(&pdf).contains('\u{fffd}'), "{typed}");
    }
    for printable in [
        "Ёлка — «№ 5» 50 % ₸",
        "Zoë Müller-Ångström",
        "Иә\nЖоқ",
        KAZAKH,
    ] {
        assert_eq!(Typesetter.strange(printable), "", "{printable}");
    }
}

#[test]
fn long_texts_wrap_and_go_on_over_pages() {
    let name = "Құрманғазыұлы-Айтмұхамбетова ".repeat(12);
    let body = format!("{name} {}", "Ы".repeat(300));
    assert!(pages_of(&print(&letter(&body))) <= 2);
    let pdf = print(&letter(&"Қазақша мәтін. ".repeat(2_000)));
    assert!(pages_of(&pdf) > 5);
    assert!(text_of(&pdf).contains("2 / "));
}

#[test]
fn a_list_of_a_thousand_has_its_heading_on_every_page() {
    let rows = (1..=1_000).map(|n| json!([n.to_string(), format!("Әйгерім Сейтқалиева {n}")]));
    let pdf = print(&list(rows.collect()));
    let pages = pages_of(&pdf);
    assert!(pages > 15, "{pages}");
    let text = text_of(&pdf);
    assert_eq!(text.matches("Реті").count(), pages);
    assert!(text.contains(&format!("{pages} / {pages}")));
    assert!(text.contains("Сейтқалиева 1000"));
    said("qpdf", &["--check"], &pdf, &[]);
}

#[test]
fn broken_input_gives_an_error_with_words() {
    let broken = |paper: &Paper| match Typesetter.print(paper) {
        Err(Unprinted::Broken(why)) => why,
        Err(other) => panic!("{other}"),
        Ok(pdf) => panic!("{} bytes of PDF", pdf.len()),
    };
    let mut missing = letter("…");
    missing.data = json!({"title": "А"});
    assert!(broken(&missing).starts_with("letter.typ: "));
    let with = |text: &'static str| Paper {
        template: Template {
            name: "a.typ",
            text,
        },
        ..letter("…")
    };
    assert!(broken(&with("#let")).starts_with("a.typ: "));
    for reaching in [
        "#read(\"/etc/passwd\")",
        "#read(\"fonts.rs\")",
        "#import \"/other.typ\": *",
        "#import \"@preview/tablex:0.0.9\": *",
        "#datetime.today()",
    ] {
        assert!(!broken(&with(reaching)).is_empty(), "{reaching}");
    }
    let huge = letter(&"а".repeat(2 << 20));
    let refused = Typesetter.print(&huge).map(|pdf| pdf.len());
    assert_eq!(refused, Err(Unprinted::TooMuch));
}
