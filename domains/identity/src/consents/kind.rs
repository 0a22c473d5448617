use oqu_kernel::Id;

/// Marks ids of texts.
#[derive(Debug)]
pub enum TextMark {}

/// The id of a version of a text.
pub type TextId = Id<TextMark>;

/// Marks ids of consents.
#[derive(Debug)]
pub enum ConsentMark {}

/// The id of a consent.
pub type ConsentId = Id<ConsentMark>;

/// Marks ids of requests.
#[derive(Debug)]
pub enum RequestMark {}

/// What is agreed to. Each is asked by itself, so that one may be refused and another given
/// (facts 2.12, design rules).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ConsentKind {
    /// Collecting and processing personal data. Clause: law 94-V, article 7.
    Processing,
    /// Knowing a face or a hand on the keyboard again. Never needed to study.
    Biometrics,
    /// Sound and picture of lessons and exams.
    Recording,
    /// Passing data to third parties or abroad. Clause: law 94-V, article 8.
    Transfer,
}

impl ConsentKind {
    /// All kinds, in the order of pages.
    pub const ALL: [Self; 4] = [
        Self::Processing,
        Self::Biometrics,
        Self::Recording,
        Self::Transfer,
    ];

    /// The stable key in rows and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Processing => "processing",
            Self::Biometrics => "biometrics",
            Self::Recording => "recording",
            Self::Transfer => "transfer",
        }
    }

    /// The kind with this key.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The message that names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Processing => "consent-processing",
            Self::Biometrics => "consent-biometrics",
            Self::Recording => "consent-recording",
            Self::Transfer => "consent-transfer",
        }
    }

    /// The message that says in a line what it is about.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Processing => "consent-processing-about",
            Self::Biometrics => "consent-biometrics-about",
            Self::Recording => "consent-recording-about",
            Self::Transfer => "consent-transfer-about",
        }
    }
}

/// How a consent came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By the person's or representative's own hand on their page.
    Page,
    /// Signed on paper and noted by the office.
    Paper,
}

impl Way {
    /// The word in a row.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Paper => "paper",
        }
    }

    /// The way that a row tells.
    pub fn of(key: &str) -> Self {
        match key {
            "paper" => Self::Paper,
            _ => Self::Page,
        }
    }
}
