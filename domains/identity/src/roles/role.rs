/// A role of facts 2.5. Its name is the message `role-<key>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Ректор / басшы.
    Rector,
    /// Проректор.
    ViceRector,
    /// Тіркеу офисі.
    Registrar,
    /// Деканат.
    Dean,
    /// Кафедра меңгерушісі.
    DepartmentHead,
    /// Білім беру бағдарламасының жетекшісі.
    ProgrammeHead,
    /// Эдвайзер.
    Adviser,
    /// Тьютор.
    Tutor,
    /// Оқытушы.
    Teacher,
    /// Әдіскер.
    Methodist,
    /// Қашықтықтан оқыту бөлімі.
    DotStaff,
    /// Проктор.
    Proctor,
    /// Кітапханашы.
    Librarian,
    /// Іс жүргізуші.
    Clerk,
    /// Ақпараттық қауіпсіздік жауаптысы.
    SecurityOfficer,
    /// Әкімші.
    Administrator,
    /// Білім алушы.
    Learner,
    /// Ата-ана (заңды өкіл).
    Representative,
}

impl Role {
    /// All roles, in the order of lists.
    pub const ALL: [Self; 18] = [
        Self::Rector,
        Self::ViceRector,
        Self::Registrar,
        Self::Dean,
        Self::DepartmentHead,
        Self::ProgrammeHead,
        Self::Adviser,
        Self::Tutor,
        Self::Teacher,
        Self::Methodist,
        Self::DotStaff,
        Self::Proctor,
        Self::Librarian,
        Self::Clerk,
        Self::SecurityOfficer,
        Self::Administrator,
        Self::Learner,
        Self::Representative,
    ];

    /// The stable key in rows, addresses and messages.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Rector => "rector",
            Self::ViceRector => "vice_rector",
            Self::Registrar => "registrar",
            Self::Dean => "dean",
            Self::DepartmentHead => "department_head",
            Self::ProgrammeHead => "programme_head",
            Self::Adviser => "adviser",
            Self::Tutor => "tutor",
            Self::Teacher => "teacher",
            Self::Methodist => "methodist",
            Self::DotStaff => "dot_staff",
            Self::Proctor => "proctor",
            Self::Librarian => "librarian",
            Self::Clerk => "clerk",
            Self::SecurityOfficer => "security_officer",
            Self::Administrator => "administrator",
            Self::Learner => "learner",
            Self::Representative => "representative",
        }
    }

    /// The role with this key.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// The message that names it.
    pub fn message(self) -> String {
        format!("role-{}", self.key())
    }

    /// Whether the role is of staff, not of those who learn or stand for them.
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::Learner | Self::Representative)
    }
}
