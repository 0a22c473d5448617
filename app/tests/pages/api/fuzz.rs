//! Requests made from the description, right ones and broken ones: none is an error of ours, and
//! each is answered with a status and an object that the description names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value, json};

use super::described::{Described, Operation, kinds};
use super::program::{ALL, Program, Told};
use crate::support::browser::encoded;
use crate::support::{Request, TestSite};

/// Requests of each operation.
const TURNS: usize = 70;
/// Requests of one token: it may send six hundred a minute.
const PER_TOKEN: usize = 300;
/// The seed of all requests: a failure comes again.
const SEED: [u8; 32] = *b"oqu: the same requests each time";

/// Chance that can be drawn from many times.
pub struct Lot(TestRunner);

impl Lot {
    /// The same chance each time.
    pub fn seeded() -> Self {
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &SEED);
        Self(TestRunner::new_with_rng(Config::default(), rng))
    }

    pub fn draw<T: std::fmt::Debug>(&mut self, strategy: &impl Strategy<Value = T>) -> T {
        strategy.new_tree(&mut self.0).expect("a value").current()
    }

    /// True so many times of a hundred.
    fn of_hundred(&mut self, count: u32) -> bool {
        self.draw(&(0_u32..100)) < count
    }

    fn one_of<T: Clone + std::fmt::Debug>(&mut self, all: &[T]) -> T {
        let at = self.draw(&(0..all.len()));
        all[at].clone()
    }
}

/// Whatever JSON can hold.
pub fn anything() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        any::<String>().prop_map(Value::from),
        "\\PC{0,300}".prop_map(Value::from),
        prop::sample::select(vec![
            "\u{0}",
            "\u{feff}",
            "\u{202e}abc",
            "'; DROP TABLE people; --",
            "${7*7}",
            "../../etc/passwd",
            "true",
            "0",
            "-1",
            "NaN",
            "2026-02-30",
            "9999-12-31",
            "0001-01-01",
            "٠١٢",
            "İ",
            "ﷺ",
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{0,9}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
    .boxed()
}

/// What requests are made from.
pub struct Maker {
    pub described: Described,
    /// Ids by the name of what they are of.
    ids: BTreeMap<&'static str, Vec<String>>,
    pub lot: Lot,
    turn: usize,
}

impl Maker {
    /// A maker whose logins and codes are numbered from `turn` on.
    pub async fn new(site: &TestSite, described: Described, turn: usize) -> Self {
        Self {
            described,
            ids: ids(site).await,
            lot: Lot::seeded(),
            turn,
        }
    }

    /// A value that its schema allows.
    pub fn value(&mut self, schema: &Value) -> Value {
        let schema = self.described.resolved(schema).clone();
        if let Some(choice) = schema["enum"].as_array() {
            return self.lot.one_of(choice);
        }
        let kinds: Vec<String> = kinds(&schema).into_iter().map(str::to_owned).collect();
        let kind = match kinds.len() {
            0 => "object".to_owned(),
            _ => self.lot.one_of(&kinds),
        };
        match kind.as_str() {
            "null" => Value::Null,
            "boolean" => Value::from(self.lot.of_hundred(50)),
            "integer" => {
                let from = schema["minimum"].as_i64().unwrap_or(-1_000);
                let to = schema["maximum"].as_i64().unwrap_or(1_000);
                Value::from(self.lot.draw(&(from..=to)))
            }
            "array" => {
                let count = self.lot.draw(&(0_usize..4));
                (0..count).map(|_| self.value(&schema["items"])).collect()
            }
            "object" => {
                let required: Vec<&str> = schema["required"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str)
                    .collect();
                let mut object = Map::new();
                let fields = schema["properties"]
                    .as_object()
                    .cloned()
                    .unwrap_or_default();
                for (name, field) in fields {
                    if required.contains(&name.as_str()) || self.lot.of_hundred(50) {
                        let value = self.text_or(&name, &field);
                        object.insert(name, value);
                    }
                }
                Value::Object(object)
            }
            _ => self.string(&schema),
        }
    }

    /// A field: mostly one that the rules take too, so that acts succeed and not only fail.
    fn text_or(&mut self, name: &str, schema: &Value) -> Value {
        if self.lot.of_hundred(12) {
            return self.value(schema);
        }
        self.turn += 1;
        let turn = self.turn;
        match name {
            "citizenship" => json!("KZ"),
            "surname" => json!("Сынақов"),
            "given" => json!("Сынақ"),
            "patronymic" | "iin" => Value::Null,
            "login" => json!(format!("fuzz.{turn}")),
            "email" => json!(format!("fuzz{turn}@kokzhiek.example")),
            "external_number" => json!(format!("F-{turn}")),
            "phone" => json!("+77079505085"),
            "birth_date" => json!("2006-05-04"),
            "languages" => json!(["kk"]),
            "code" => json!(format!("Ф-{turn}")),
            "kk" | "ru" | "en" => json!(format!("Fuzz {turn}")),
            "unit" | "parent" => json!(self.id("units")),
            "scope_kind" => json!("unit"),
            "scope_id" => json!(self.id("units")),
            "role" => json!("teacher"),
            _ => self.value(schema),
        }
    }

    fn string(&mut self, schema: &Value) -> Value {
        match schema["format"].as_str() {
            Some("uuid") => json!(self.id("people")),
            Some("date") => {
                let day = (1900_i16..2100, 1_u8..=12, 1_u8..=28);
                let (year, month, day) = self.lot.draw(&day);
                json!(format!("{year}-{month:02}-{day:02}"))
            }
            _ => {
                let most = schema["maxLength"].as_u64().unwrap_or(50).min(50);
                let text = self.lot.draw(&"\\PC{0,50}");
                let most = usize::try_from(most).expect("a length");
                Value::from(text.chars().take(most).collect::<String>())
            }
        }
    }

    pub fn id(&mut self, of: &str) -> String {
        let known = self.ids[of].clone();
        if self.lot.of_hundred(85) {
            return self.lot.one_of(&known);
        }
        uuid::Uuid::from_bytes(self.lot.draw(&any::<[u8; 16]>())).to_string()
    }

    /// A person, and a role that they held when the requests began.
    pub fn held(&mut self) -> (String, String) {
        let pair = self.lot.one_of(&self.ids["grants"].clone());
        let (person, grant) = pair.split_once('/').expect("a pair");
        (person.to_owned(), grant.to_owned())
    }

    /// An object with something wrong in it.
    fn broken(&mut self, schema: &Value) -> Value {
        let whole = self.value(schema);
        let Value::Object(mut fields) = whole else {
            return self.lot.draw(&anything());
        };
        let names: Vec<String> = self.described.resolved(schema)["properties"]
            .as_object()
            .map(|fields| fields.keys().cloned().collect())
            .unwrap_or_default();
        match self.lot.draw(&(0_u32..4)) {
            0 => return self.lot.draw(&anything()),
            1 => {
                let name = self.lot.draw(&"\\PC{0,12}");
                fields.insert(name, self.lot.draw(&anything()));
            }
            2 => {
                fields.remove(&self.lot.one_of(&names));
            }
            _ => {
                let name = self.lot.one_of(&names);
                fields.insert(name, self.lot.draw(&anything()));
            }
        }
        Value::Object(fields)
    }

    /// The address of an operation, with its query.
    fn address(&mut self, operation: &Operation) -> String {
        let of = operation.path.split('/').nth(3).unwrap_or_default();
        let mut path = operation.path.clone();
        if path.contains("{grant}") {
            // A role with its holder: two that do not belong together are drawn below.
            let (person, grant) = self.held();
            if self.lot.of_hundred(60) {
                path = path.replace("{id}", &person);
            }
            path = path.replace("{grant}", &grant);
        }
        if path.contains("{id}") {
            let id = match self.lot.of_hundred(90) {
                true => self.id(of),
                false => self.lot.draw(&"[A-Za-z0-9%._~-]{1,40}"),
            };
            path = path.replace("{id}", &id);
        }
        let mut query = Vec::new();
        for parameter in parameters(operation, "query") {
            let name = parameter["name"].as_str().expect("a name").to_owned();
            if !self.lot.of_hundred(30) {
                continue;
            }
            let value = match self.lot.of_hundred(70) {
                true => self.value(&parameter["schema"]),
                false => self.lot.draw(&anything()),
            };
            let text = match value {
                Value::String(text) => text,
                other => other.to_string(),
            };
            query.push((name, text));
        }
        if self.lot.of_hundred(5) {
            query.push((self.lot.draw(&"\\PC{0,9}"), self.lot.draw(&any::<String>())));
        }
        let pairs: Vec<(&str, &str)> = query
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        match pairs.is_empty() {
            true => path,
            false => format!("{path}?{}", encoded(&pairs)),
        }
    }
}

pub fn parameters(operation: &Operation, place: &str) -> Vec<Value> {
    let all = operation.about["parameters"].as_array();
    let all = all.into_iter().flatten();
    all.filter(|parameter| parameter["in"] == place)
        .cloned()
        .collect()
}

/// Things of the demo that requests may name; nobody without whom the site is lost.
async fn ids(site: &TestSite) -> BTreeMap<&'static str, Vec<String>> {
    let admin = Program::of(site, "admin", ALL).await;
    let listed = async |path: &str| -> Vec<String> {
        let told = admin.get(path).await.is(200);
        let ids = told.items().iter();
        ids.map(|one| one["id"].as_str().expect("an id").to_owned())
            .collect()
    };
    let learners = listed("/api/v1/people?role=learner&limit=200").await;
    let people = learners[100..130].to_vec();
    let mut grants = Vec::new();
    for person in &people {
        let held = listed(&format!("/api/v1/people/{person}/roles")).await;
        grants.extend(held.iter().map(|grant| format!("{person}/{grant}")));
    }
    BTreeMap::from([
        ("units", listed("/api/v1/units?limit=200").await),
        ("groups", listed("/api/v1/groups?limit=200").await),
        ("people", people),
        ("grants", grants),
    ])
}

pub async fn requests_by_the_description_are_answered_as_it_says(site: Arc<TestSite>) {
    let mut program = Program::of(&site, "admin", ALL).await;
    let described = Described::of(&program).await;
    let mut maker = Maker::new(&site, described, 0).await;
    let mut met: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
    let mut sent = 0;
    for operation in maker.described.operations() {
        for _ in 0..TURNS {
            sent += 1;
            if sent % PER_TOKEN == 0 {
                program = Program::of(&site, "admin", ALL).await;
            }
            let (asked, told) = turn(&program, &mut maker, &operation).await;
            maker.described.assert_told(&operation, &asked, &told);
            met.entry(format!("{} {}", operation.method, operation.path))
                .or_default()
                .insert(told.status());
        }
    }
    // What never succeeds tells nothing of what happens when it does.
    for (operation, statuses) in &met {
        assert!(
            statuses.iter().any(|status| *status < 300),
            "{operation} never did what was asked: {statuses:?}"
        );
    }
    println!("{sent} requests: {met:#?}");
}

async fn turn(program: &Program, maker: &mut Maker, operation: &Operation) -> (String, Told) {
    let path = maker.address(operation);
    let mut request = Request::new(&operation.method, &path);
    if maker.lot.of_hundred(30) {
        request = request.header(
            "accept-language",
            maker.lot.one_of(&["ru", "en", "kk", "*;q=x", "zz"]),
        );
    }
    let schema = operation.about["requestBody"]["content"]["application/json"]["schema"].clone();
    let mut body = String::new();
    if !schema.is_null() {
        let object = match maker.lot.of_hundred(60) {
            true => maker.value(&schema),
            false => maker.broken(&schema),
        };
        body = object.to_string();
        if maker.lot.of_hundred(5) {
            body = body.chars().take(body.chars().count() / 2).collect();
        }
        let kind = match maker.lot.of_hundred(95) {
            true => "application/json",
            false => "text/xml",
        };
        request = request.body(kind, body.clone());
    }
    for header in parameters(operation, "header") {
        let name = header["name"].as_str().expect("a name").to_lowercase();
        match name.as_str() {
            "if-match" if maker.lot.of_hundred(80) => {
                let place = path.split('?').next().unwrap_or_default();
                let there = program.get(place).await;
                let etag = there.answer.header("etag").unwrap_or("\"v1\"").to_owned();
                request = request.header("if-match", &etag);
            }
            _ if maker.lot.of_hundred(20) => {
                let text = maker.lot.draw(&"[ -~]{1,110}");
                request = request.header(&name, text.trim());
            }
            _ => {}
        }
    }
    let asked = format!("{} {path} {body}", operation.method);
    (asked, program.ask(request).await)
}
