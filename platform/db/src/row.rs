use crate::{Column, Result, ValueRef};

/// One row, read column by column from the left.
pub struct Row<'row> {
    cells: Cells<'row>,
    next: usize,
}

enum Cells<'row> {
    Sqlite(&'row rusqlite::Row<'row>),
    Postgres(&'row tokio_postgres::Row),
}

impl<'row> Row<'row> {
    pub(crate) fn sqlite(row: &'row rusqlite::Row<'row>) -> Self {
        Self {
            cells: Cells::Sqlite(row),
            next: 0,
        }
    }

    pub(crate) fn postgres(row: &'row tokio_postgres::Row) -> Self {
        Self {
            cells: Cells::Postgres(row),
            next: 0,
        }
    }

    /// The next column.
    ///
    /// # Errors
    /// [`crate::Error::Shape`] when it holds something else or there is none.
    #[expect(
        clippy::should_implement_trait,
        reason = "each column may be of another type, which an iterator cannot give"
    )]
    pub fn next<T: Column>(&mut self) -> Result<T> {
        T::read(self.next_raw()?)
    }

    pub(crate) fn next_raw(&mut self) -> Result<ValueRef<'row>> {
        let at = self.next;
        self.next += 1;
        match &self.cells {
            Cells::Sqlite(row) => ValueRef::of_sqlite(row.get_ref(at)?),
            Cells::Postgres(row) => row.try_get::<_, ValueRef<'row>>(at).map_err(Into::into),
        }
    }
}

/// A Rust type that a row is read into. Structs get it from [`crate::row!`].
pub trait FromRow: Sized {
    /// Reads the row.
    ///
    /// # Errors
    /// [`crate::Error::Shape`] when a column does not fit.
    fn from_row(row: &mut Row<'_>) -> Result<Self>;
}

impl<T: Column> FromRow for T {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        row.next()
    }
}

macro_rules! tuples {
    ($(($($name:ident),+))+) => {$(
        impl<$($name: Column),+> FromRow for ($($name,)+) {
            fn from_row(row: &mut Row<'_>) -> Result<Self> {
                Ok(($(row.next::<$name>()?,)+))
            }
        }
    )+};
}

tuples! {
    (A, B)
    (A, B, C)
    (A, B, C, D)
    (A, B, C, D, E)
    (A, B, C, D, E, F)
}

/// Declares a struct whose fields are the columns of a statement, in that order.
#[macro_export]
macro_rules! row {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident {
            $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty,)+
        }
    ) => {
        $(#[$meta])*
        $vis struct $name {
            $($(#[$field_meta])* $field_vis $field: $type,)+
        }

        impl $crate::FromRow for $name {
            fn from_row(row: &mut $crate::Row<'_>) -> $crate::Result<Self> {
                Ok(Self {
                    $($field: row.next::<$type>()?,)+
                })
            }
        }
    };
}
