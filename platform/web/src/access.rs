use oqu_kernel::Actor;

/// A decision of an area's `permissions.rs` on a role alone, before any object is loaded.
pub type Decide = fn(&Actor) -> bool;

/// Who may enter a route. The object itself is checked again where it is loaded.
#[derive(Clone, Copy, Debug)]
pub enum Access {
    /// Everybody.
    Public,
    /// Programs under `/api/`: the area that keeps their tokens looks at each in its handlers.
    Program,
    /// Whoever has signed in.
    SignedIn,
    /// Whoever has signed in as themselves: nobody who sits in another person's place.
    Oneself,
    /// Whoever an area lets in: the name of the act and its decision.
    May(&'static str, Decide),
}

impl Access {
    /// The name that the table of roles by routes shows.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Program => "program",
            Self::SignedIn => "signed-in",
            Self::Oneself => "oneself",
            Self::May(act, _) => act,
        }
    }

    /// Whether `actor` may enter; `acted_for` tells that an administrator sits in the actor's place.
    pub fn allows(self, actor: Option<&Actor>, acted_for: bool) -> bool {
        match self {
            Self::Public | Self::Program => true,
            Self::SignedIn => actor.is_some(),
            Self::Oneself => actor.is_some() && !acted_for,
            Self::May(_, decide) => actor.is_some_and(decide),
        }
    }
}
