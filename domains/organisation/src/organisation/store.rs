use oqu_audit::{Act, By, record};
use oqu_db::{FromRow, Result, Row, Tx, Value};
use oqu_text::Language;

use super::rules::{Licence, ORGANISATION, OrganisationDetails, OrganisationId, OrganisationRow};
use crate::dates;
use crate::names::Names;

oqu_db::statements! {
    ONE = "SELECT id, version, kind, name_kk, name_ru, name_en, short_kk, short_ru, short_en, \
        city_kk, city_ru, city_en, address_kk, address_ru, address_en, phone, email, website, bin, zone, \
        licence_number, licence_date, licence_by_kk, licence_by_ru, licence_by_en, \
        about_kk, about_ru, about_en FROM organisation";
    INSERT = "INSERT INTO organisation \
        (kind, name_kk, name_ru, name_en, short_kk, short_ru, short_en, city_kk, city_ru, city_en, \
         address_kk, address_ru, address_en, phone, email, website, bin, zone, \
         licence_number, licence_date, licence_by_kk, licence_by_ru, licence_by_en, \
         about_kk, about_ru, about_en, id, single, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
         $21, $22, $23, $24, $25, $26, $27, 1, 1)";
    UPDATE = "UPDATE organisation SET kind = $1, name_kk = $2, name_ru = $3, name_en = $4, \
        short_kk = $5, short_ru = $6, short_en = $7, city_kk = $8, city_ru = $9, city_en = $10, \
        address_kk = $11, address_ru = $12, address_en = $13, phone = $14, email = $15, website = $16, \
        bin = $17, zone = $18, licence_number = $19, licence_date = $20, licence_by_kk = $21, \
        licence_by_ru = $22, licence_by_en = $23, about_kk = $24, about_ru = $25, about_en = $26, \
        version = version + 1 WHERE id = $27";
}

impl FromRow for OrganisationRow {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.next()?,
            version: row.next()?,
            details: OrganisationDetails {
                kind: row.next()?,
                name: Names::from_row(row)?,
                short: Names::from_row(row)?,
                city: Names::from_row(row)?,
                address: Names::from_row(row)?,
                phone: row.next()?,
                email: row.next()?,
                website: row.next()?,
                bin: row.next()?,
                zone: row.next()?,
                licence: Licence {
                    number: row.next()?,
                    date: dates::of_row(&row.next::<String>()?),
                    issued_by: Names::from_row(row)?,
                },
                about: Names::from_row(row)?,
            },
        })
    }
}

/// The organisation; none before it was written of for the first time.
pub(crate) async fn organisation(tx: &mut Tx) -> Result<Option<OrganisationRow>> {
    tx.maybe(&ONE, &[]).await
}

/// Writes what the organisation is. What stays the same leaves no entry.
pub(crate) async fn set(
    tx: &mut Tx,
    by: &By,
    known: Option<&OrganisationRow>,
    details: &OrganisationDetails,
) -> Result<()> {
    if known.is_some_and(|known| known.details == *details) {
        return Ok(());
    }
    let id = known.map_or_else(|| OrganisationId::new(by.now, &by.chance), |known| known.id);
    let mut values = values(details);
    values.push(id.into());
    let statement = if known.is_some() { &UPDATE } else { &INSERT };
    tx.run(statement, &values).await?;
    let name = details.name.of(Language::Kk);
    let act = match known {
        Some(_) => Act::on("organisation.changed", ORGANISATION, id, name),
        None => Act::on("organisation.added", ORGANISATION, id, name),
    };
    let act = told(act, known.map(|known| &known.details), details);
    record(tx, by, act).await?;
    Ok(())
}

fn values(details: &OrganisationDetails) -> Vec<Value> {
    let mut values: Vec<Value> = vec![details.kind.into()];
    values.extend(details.name.values());
    values.extend(details.short.values());
    values.extend(details.city.values());
    values.extend(details.address.values());
    for line in [
        &details.phone,
        &details.email,
        &details.website,
        &details.bin,
        &details.zone,
    ] {
        values.push(line.into());
    }
    values.push((&details.licence.number).into());
    values.push(dates::in_row(details.licence.date).into());
    values.extend(details.licence.issued_by.values());
    values.extend(details.about.values());
    values
}

fn told(act: Act, old: Option<&OrganisationDetails>, new: &OrganisationDetails) -> Act {
    let was = |read: fn(&OrganisationDetails) -> &str| old.map_or("", read);
    act.change(
        "organisation-kind",
        was(|all| all.kind.key()),
        new.kind.key(),
    )
    .change("name-kk", was(|all| &all.name.kk), &new.name.kk)
    .change("name-ru", was(|all| &all.name.ru), &new.name.ru)
    .change("name-en", was(|all| &all.name.en), &new.name.en)
    .change("short-kk", was(|all| &all.short.kk), &new.short.kk)
    .change("short-ru", was(|all| &all.short.ru), &new.short.ru)
    .change("short-en", was(|all| &all.short.en), &new.short.en)
    .change("city-kk", was(|all| &all.city.kk), &new.city.kk)
    .change("city-ru", was(|all| &all.city.ru), &new.city.ru)
    .change("city-en", was(|all| &all.city.en), &new.city.en)
    .change("address-kk", was(|all| &all.address.kk), &new.address.kk)
    .change("address-ru", was(|all| &all.address.ru), &new.address.ru)
    .change("address-en", was(|all| &all.address.en), &new.address.en)
    .change("contact-phone", was(|all| &all.phone), &new.phone)
    .change("contact-email", was(|all| &all.email), &new.email)
    .change("website", was(|all| &all.website), &new.website)
    .change("bin", was(|all| &all.bin), &new.bin)
    .change("zone", was(|all| &all.zone), &new.zone)
    .change(
        "licence-number",
        was(|all| &all.licence.number),
        &new.licence.number,
    )
    .change(
        "licence-date",
        &dates::in_row(old.and_then(|all| all.licence.date)),
        &dates::in_row(new.licence.date),
    )
    .change(
        "licence-by-kk",
        was(|all| &all.licence.issued_by.kk),
        &new.licence.issued_by.kk,
    )
    .change(
        "licence-by-ru",
        was(|all| &all.licence.issued_by.ru),
        &new.licence.issued_by.ru,
    )
    .change(
        "licence-by-en",
        was(|all| &all.licence.issued_by.en),
        &new.licence.issued_by.en,
    )
    .change("about-kk", was(|all| &all.about.kk), &new.about.kk)
    .change("about-ru", was(|all| &all.about.ru), &new.about.ru)
    .change("about-en", was(|all| &all.about.en), &new.about.en)
}
