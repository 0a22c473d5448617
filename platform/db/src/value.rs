use std::error::Error as StdError;

use oqu_kernel::{Id, Moment};
use rusqlite::types::{ToSqlOutput, Value as SqliteValue, ValueRef as SqliteRef};
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use uuid::Uuid;

use crate::{Error, Result};

/// A value that goes into a statement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// SQL's null.
    Null,
    /// A whole number: `BIGINT`.
    Int(i64),
    /// Text without NUL: `TEXT`.
    Text(String),
    /// Bytes: `@BYTES@`.
    Bytes(Vec<u8>),
    /// An id: `@ID@`.
    Id(Uuid),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Int(number.into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(bytes: [u8; N]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<Uuid> for Value {
    fn from(id: Uuid) -> Self {
        Self::Id(id)
    }
}

impl<T> From<Id<T>> for Value {
    fn from(id: Id<T>) -> Self {
        Self::Id(id.uuid())
    }
}

impl From<Moment> for Value {
    fn from(moment: Moment) -> Self {
        Self::Int(moment.millis())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(SqliteValue::Null),
            Self::Int(number) => ToSqlOutput::Owned(SqliteValue::Integer(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(SqliteRef::Text(text.as_bytes())),
            Self::Bytes(bytes) => ToSqlOutput::Borrowed(SqliteRef::Blob(bytes)),
            Self::Id(id) => ToSqlOutput::Borrowed(SqliteRef::Blob(id.as_bytes())),
        })
    }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match (self, ty) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(number), &Type::INT8) => number.to_sql(ty, out),
            (Self::Int(number), &Type::INT4) => i32::try_from(*number)?.to_sql(ty, out),
            (Self::Text(text), &Type::TEXT | &Type::VARCHAR) => text.to_sql(ty, out),
            (Self::Bytes(bytes), &Type::BYTEA) => bytes.to_sql(ty, out),
            (Self::Id(id), &Type::UUID | &Type::BYTEA) => {
                out.extend_from_slice(id.as_bytes());
                Ok(IsNull::No)
            }
            (value, ty) => {
                Err(format!("{} does not fit a column of type {ty}", value.kind()).into())
            }
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl Value {
    /// The kind, without the value, for messages that may be logged.
    fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Int(_) => "a number",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytes",
            Self::Id(_) => "an id",
        }
    }
}

/// A value as it stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueRef<'row> {
    /// SQL's null.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(&'row str),
    /// Bytes, ids among them.
    Bytes(&'row [u8]),
}

impl<'row> ValueRef<'row> {
    pub(crate) fn of_sqlite(value: SqliteRef<'row>) -> Result<Self> {
        match value {
            SqliteRef::Null => Ok(Self::Null),
            SqliteRef::Integer(number) => Ok(Self::Int(number)),
            SqliteRef::Text(text) => std::str::from_utf8(text)
                .map(Self::Text)
                .map_err(|_| Error::Corrupt("text that is not UTF-8".into())),
            SqliteRef::Blob(bytes) => Ok(Self::Bytes(bytes)),
            SqliteRef::Real(_) => Err(Error::Shape("a floating-point number".into())),
        }
    }
}

impl<'row> FromSql<'row> for ValueRef<'row> {
    fn from_sql(ty: &Type, raw: &'row [u8]) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        match *ty {
            Type::INT8 => i64::from_sql(ty, raw).map(Self::Int),
            Type::INT4 => i32::from_sql(ty, raw).map(|number| Self::Int(number.into())),
            Type::TEXT | Type::VARCHAR | Type::NAME => <&str>::from_sql(ty, raw).map(Self::Text),
            Type::BYTEA | Type::UUID => Ok(Self::Bytes(raw)),
            _ => Err(format!("a column of type {ty}").into()),
        }
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A Rust type that one column is read into.
pub trait Column: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// [`Error::Shape`] when the column holds something else.
    fn read(value: ValueRef<'_>) -> Result<Self>;
}

fn misfit<T>(wanted: &str, value: ValueRef<'_>) -> Result<T> {
    let found = match value {
        ValueRef::Null => "null",
        ValueRef::Int(_) => "a number",
        ValueRef::Text(_) => "text",
        ValueRef::Bytes(_) => "bytes",
    };
    Err(Error::Shape(format!("wanted {wanted}, found {found}")))
}

impl Column for i64 {
    fn read(value: ValueRef<'_>) -> Result<Self> {
        match value {
            ValueRef::Int(number) => Ok(number),
            other => misfit("a number", other),
        }
    }
}

impl Column for u32 {
    fn read(value: ValueRef<'_>) -> Result<Self> {
        let number = i64::read(value)?;
        Self::try_from(number).map_err(|_| Error::Shape("a number out of range".into()))
    }
}

impl Column for String {
    fn read(value: ValueRef<'_>) -> Result<Self> {
        match value {
            ValueRef::Text(text) => Ok(text.to_owned()),
            other => misfit("text", other),
        }
    }
}

impl Column for Vec<u8> {
    fn read(value: ValueRef<'_>) -> Result<Self> {
        match value {
            ValueRef::Bytes(bytes) => Ok(bytes.to_vec()),
            other => misfit("bytes", other),
        }
    }
}

impl<const N: usize> Column for [u8; N] {
    fn read(value: ValueRef<'_>) -> Result<Self> {
        match value {
            ValueRef::Bytes(bytes) => bytes
                .try_into()
                .map_err(|_| Error::Shape(format!("wanted {N} bytes, found {}", bytes.len()))),
            other => misfit("bytes", other),
        }
    }
}

impl Column for Uuid {
    fn read(value: ValueRef<'_>) -> Result<Self> {
        <[u8; 16]>::read(value).map(Self::from_bytes)
    }
}

impl<T> Column for Id<T> {
    fn read(value: ValueRef<'_>) -> Result<Self> {
        Uuid::read(value).map(Self::from_uuid)
    }
}

impl Column for Moment {
    fn read(value: ValueRef<'_>) -> Result<Self> {
        i64::read(value).map(Self::from_millis)
    }
}

impl<T: Column> Column for Option<T> {
    fn read(value: ValueRef<'_>) -> Result<Self> {
        match value {
            ValueRef::Null => Ok(None),
            other => T::read(other).map(Some),
        }
    }
}
