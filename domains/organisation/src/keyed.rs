/// Declares an enum whose variants have stable keys in rows, addresses and messages.
macro_rules! keyed {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $key:literal,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)+
        }

        impl $name {
            /// All of them, in the order of lists.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable key.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)+
                }
            }

            /// The one with this key.
            pub fn parse(key: &str) -> Option<Self> {
                match key {
                    $($key => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl oqu_db::Column for $name {
            fn read(value: oqu_db::ValueRef<'_>) -> oqu_db::Result<Self> {
                let key = <String as oqu_db::Column>::read(value)?;
                Self::parse(&key).ok_or_else(|| oqu_db::Error::Shape(format!("an unknown key: {key}")))
            }
        }

        impl From<$name> for oqu_db::Value {
            fn from(value: $name) -> Self {
                value.key().into()
            }
        }
    };
}

pub(crate) use keyed;
