use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts::FONTS;

/// What all documents of the house share: letterhead, foot, table.
const HOUSE: &str = include_str!("house.typ");

static HOUSE_SOURCE: LazyLock<Option<Source>> = LazyLock::new(|| {
    let id = file("/house.typ")?;
    Some(Source::new(id, HOUSE.to_owned()))
});

fn file(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

/// All that a template can reach: itself, the shared parts and the values given to it.
pub(crate) struct Room {
    library: LazyHash<Library>,
    main: Source,
}

impl Room {
    /// None when the name is no file name.
    pub(crate) fn new(name: &str, text: &str, inputs: Dict) -> Option<Self> {
        let id = file(&format!("/{name}"))?;
        Some(Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            main: Source::new(id, text.to_owned()),
        })
    }
}

impl World for Room {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        match &*HOUSE_SOURCE {
            Some(house) if house.id() == id => Ok(house.clone()),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    /// A document has the dates that it is given.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
