use oqu_documents::{Paper, Press, Strange, Unprinted};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Dict, IntoValue, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::world::Room;
use crate::{coverage, qr};

/// Bytes of data that a document may hold: five thousand people, or a thousand pages of text. Typst
/// needs up to a hundred times as much memory.
const MOST_DATA: usize = 2 << 20;
/// Layouts of so many documents before are kept, so that the same template is fast.
const KEPT: usize = 4;
/// What made the file, for its properties.
const CREATOR: &str = "Oqu";

/// Typst with our typefaces.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typesetter;

impl Press for Typesetter {
    fn print(&self, paper: &Paper) -> Result<Vec<u8>, Unprinted> {
        let printed = typeset(paper);
        typst::comemo::evict(KEPT);
        printed
    }

    fn strange(&self, text: &str) -> String {
        coverage::strange(text)
    }
}

fn typeset(paper: &Paper) -> Result<Vec<u8>, Unprinted> {
    let data = match paper.strange {
        Strange::Refuse => {
            let strange = coverage::strange_in(&paper.data);
            if !strange.is_empty() {
                return Err(Unprinted::Strange(strange));
            }
            paper.data.to_string()
        }
        Strange::Replace => coverage::replaced(&paper.data).to_string(),
    };
    if data.len() > MOST_DATA {
        return Err(Unprinted::TooMuch);
    }
    let room = room(paper, data)?;
    let compiled = typst::compile::<PagedDocument>(&room);
    let document = compiled.output.map_err(|errors| broken(paper, &errors))?;
    typst_pdf::pdf(&document, &options(paper)?).map_err(|errors| broken(paper, &errors))
}

fn room(paper: &Paper, data: String) -> Result<Room, Unprinted> {
    let mut inputs = Dict::new();
    inputs.insert("data".into(), data.into_value());
    inputs.insert("language".into(), paper.language.code().into_value());
    if let Some(link) = &paper.link {
        inputs.insert("link".into(), link.as_str().into_value());
        inputs.insert("qr".into(), qr::picture(link)?.into_value());
    }
    let name = paper.template.name;
    Room::new(name, paper.template.text, inputs)
        .ok_or_else(|| Unprinted::Broken(format!("{name} is no name of a template")))
}

fn options(paper: &Paper) -> Result<PdfOptions, Unprinted> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| Unprinted::Broken(error.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(paper.ident.clone()),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: timestamp(paper),
        standards,
        ..PdfOptions::default()
    })
}

fn timestamp(paper: &Paper) -> Option<Timestamp> {
    let at = jiff::Timestamp::from_millisecond(paper.made_at.millis()).ok()?;
    let at = at.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let date = Datetime::from_ymd_hms(
        at.year().into(),
        part(at.month()),
        part(at.day()),
        part(at.hour()),
        part(at.minute()),
        part(at.second()),
    )?;
    Some(Timestamp::new_utc(date))
}

/// What typst complains of, in one line for the log. It never quotes the data.
fn broken(paper: &Paper, errors: &[SourceDiagnostic]) -> Unprinted {
    let said: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    Unprinted::Broken(format!("{}: {}", paper.template.name, said.join("; ")))
}
