//! A refusal as a problem document (RFC 9457), with a stable code and a text for people.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde::Serialize;
use serde_json::{Value, json};
use warp::http::{HeaderValue, Response, StatusCode, header::CONTENT_TYPE};

use crate::{
    domain::{CustomerView, Language, MoneyAct, Order, Refusal, StaffView, WallTime, say},
    shop::{Budget, LimitExceeded, ShopError},
    store::StoreError,
};

/// A refusal, before its language is known.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    code: &'static str,
    facts: Facts,
    /// The order as it is now, for a screen with an older one.
    order: Option<Box<Order>>,
    asked_by_staff: bool,
    headers: Vec<(&'static str, String)>,
}

#[derive(Debug)]
enum Facts {
    None,
    Plain(Vec<(&'static str, String)>),
    Of(Box<Refusal>),
}

/// What is sent.
#[derive(Serialize)]
struct Document<'a> {
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    /// The same in each language: a page keeps what was refused, and may be read in another language a moment later.
    details: BTreeMap<&'static str, String>,
    code: &'a str,
    /// Which part of what was sent cannot be used, where it is one part.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// Who may approve it, where that is what is missing.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    approvers: &'a [String],
    /// And what that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<MoneyAct>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<Value>,
}

impl Problem {
    pub(super) fn new(status: StatusCode, code: &'static str) -> Self {
        let (facts, headers) = (Facts::None, Vec::new());
        Self {
            status,
            code,
            facts,
            order: None,
            asked_by_staff: false,
            headers,
        }
    }

    pub(super) fn unauthorized() -> Self {
        let challenge = ("www-authenticate", "Bearer".to_owned());
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized").with_header(challenge)
    }

    pub(super) fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden")
    }

    pub(super) fn order_not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "order_not_found")
    }

    pub(super) fn item_not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "item_not_found")
    }

    pub(super) fn card_not_valid() -> Self {
        Self::new(StatusCode::NOT_FOUND, "card_not_valid")
    }

    /// More than `most` bytes.
    pub(super) fn too_large(most: usize) -> Self {
        let most = vec![("most", format!("{} KiB", most / 1024))];
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large").with_facts(most)
    }

    /// Over a limit of its address, and when to ask again.
    fn too_much(LimitExceeded { of, wait }: LimitExceeded) -> Self {
        let code = match of {
            Budget::Orders => "too_many_orders",
            Budget::UnpaidOrders => "too_many_unpaid",
            Budget::Prices => "too_many_prices",
            Budget::Lookups => "too_many_lookups",
            Budget::Tries => "too_many_tries",
            Budget::Sockets => "too_many_sockets",
            Budget::Messages => "too_many_messages",
            Budget::Calls => "too_many_calls",
            Budget::Displays => "too_many_displays",
        };
        // Rounded up: a client that waits so long is not refused again.
        let seconds = (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).to_string();
        Self::new(StatusCode::TOO_MANY_REQUESTS, code)
            .with_facts(vec![("seconds", seconds.clone())])
            .with_header(("retry-after", seconds))
    }

    pub(super) fn method_not_allowed(methods: &[&str]) -> Self {
        // GET implies HEAD.
        let allowed = methods.iter().map(|method| match *method {
            "GET" => "GET, HEAD",
            other => other,
        });
        let allowed = allowed.collect::<Vec<_>>().join(", ");
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed")
            .with_header(("allow", allowed))
    }

    pub(super) fn bad_query(name: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_query").with_facts(vec![("name", name.to_owned())])
    }

    /// Tells where the JSON stops making sense, without the reader's own words.
    pub(super) fn bad_json(error: &serde_json::Error) -> Self {
        let location = vec![
            ("line", error.line().to_string()),
            ("column", error.column().to_string()),
        ];
        let code = if error.is_data() {
            "bad_fields"
        } else {
            "bad_json"
        };
        Self::new(StatusCode::BAD_REQUEST, code).with_facts(location)
    }

    pub(super) fn with_facts(self, facts: Vec<(&'static str, String)>) -> Self {
        Self {
            facts: Facts::Plain(facts),
            ..self
        }
    }

    pub(super) fn with_header(mut self, header: (&'static str, String)) -> Self {
        self.headers.push(header);
        self
    }

    /// To be read by staff, who may see the whole order.
    pub(super) fn for_staff(self) -> Self {
        Self {
            asked_by_staff: true,
            ..self
        }
    }

    /// The stable code.
    pub(super) fn code(&self) -> &'static str {
        self.code
    }

    /// The text for a person.
    pub(super) fn detail(&self, language: Language) -> String {
        say(
            language,
            &format!("{}.detail", self.code),
            &self.facts(language),
        )
    }

    pub(super) fn into_response(self, language: Language) -> warp::reply::Response {
        self.document(language).map(Into::into)
    }

    /// The answer, with its body still plain bytes.
    pub(super) fn document(self, language: Language) -> Response<Bytes> {
        let order = self.order.as_deref().map(|order| {
            if self.asked_by_staff {
                json!(StaffView::from(order))
            } else {
                json!(CustomerView::from(order))
            }
        });
        let details = Language::ALL.iter();
        let details: BTreeMap<_, _> = details
            .map(|each| (each.as_str(), self.detail(*each)))
            .collect();
        let document = Document {
            r#type: format!("/problems/{}", self.code.replace('_', "-")),
            title: say(language, &format!("{}.title", self.code), &[]),
            status: self.status.as_u16(),
            detail: details[language.as_str()].clone(),
            details,
            code: self.code,
            field: self.field(),
            approvers: self.approvers(),
            act: self.act(),
            order,
        };
        let body = Bytes::from(serde_json::to_vec(&document).unwrap_or_default());
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(
            "content-language",
            HeaderValue::from_static(language.as_str()),
        );
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        response
    }

    fn field(&self) -> Option<String> {
        let facts = self.facts(Language::Indonesian).into_iter();
        let mut fields = facts.filter(|(name, _)| *name == "field");
        fields.next().map(|(_, field)| field)
    }

    fn approvers(&self) -> &[String] {
        let Facts::Of(refusal) = &self.facts else {
            return &[];
        };
        refusal.approvers()
    }

    fn act(&self) -> Option<MoneyAct> {
        let Facts::Of(refusal) = &self.facts else {
            return None;
        };
        refusal.act()
    }

    fn facts(&self, language: Language) -> Vec<(&'static str, String)> {
        match &self.facts {
            Facts::None => Vec::new(),
            Facts::Plain(facts) => facts.clone(),
            Facts::Of(refusal) => {
                let again = refusal
                    .again()
                    .map(|again| ("again", said(again, language)));
                let facts = refusal.facts(language).into_iter();
                facts.chain(again).collect()
            }
        }
    }
}

/// A time of today, or of another day of the week.
fn said(again: WallTime, language: Language) -> String {
    let key = match again.weekday {
        None => "again.today".to_owned(),
        Some(weekday) => format!("again.{weekday}"),
    };
    say(language, &key, &[("time", again.clock(language))])
}

/// No wildcard: a new reason does not compile until its status is decided.
const fn status_of(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::NotAllowed
        | Refusal::ApprovalNeeded { .. }
        | Refusal::ApprovalRefused
        | Refusal::GuestsCannotAdd
        | Refusal::GuestsCannotCall
        | Refusal::WrongPin => StatusCode::FORBIDDEN,
        Refusal::UnfitQris(error) if error.is_about_amount() => StatusCode::CONFLICT,
        Refusal::Printing(error) if error.is_about_what_was_sent() => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Refusal::UnknownLine
        | Refusal::UnknownRequest
        | Refusal::UnknownDiscount
        | Refusal::UnknownCheck
        | Refusal::UnknownPayment
        | Refusal::UnknownClaim
        | Refusal::NoQris => StatusCode::NOT_FOUND,
        Refusal::SoldOut { .. }
        | Refusal::OnlyLeft { .. }
        | Refusal::NotServedNow { .. }
        | Refusal::ShopClosed
        | Refusal::ShopPaused { .. }
        | Refusal::OutsideHours { .. }
        | Refusal::IllegalMove { .. }
        | Refusal::OrderOver
        | Refusal::NotAtATable
        | Refusal::RequestAnswered
        | Refusal::NotPaid
        | Refusal::PaysFirst
        | Refusal::HasPayments
        | Refusal::DiscountsConflict
        | Refusal::RequestWaiting
        | Refusal::TermsDiffer
        | Refusal::SameOrder
        | Refusal::AlreadyPaid
        | Refusal::BillSplit
        | Refusal::CheckMissing
        | Refusal::PaidFor { .. }
        | Refusal::LastLine
        | Refusal::StillOwed { .. }
        | Refusal::AlreadyGivenBack
        | Refusal::MoreThanOwed { .. }
        | Refusal::MoreThanPaid { .. }
        | Refusal::MoreThanSold { .. }
        | Refusal::ShiftOpen
        | Refusal::ShiftClosed
        | Refusal::CountAgain
        | Refusal::TooLate
        | Refusal::MovedOn
        | Refusal::CardNotValid
        | Refusal::MenuMovedOn
        | Refusal::AddressChanged
        | Refusal::ClockMovedOn
        | Refusal::NameTaken
        | Refusal::Printing(_)
        | Refusal::LastOwner
        | Refusal::CategoryNotEmpty
        | Refusal::IllegalLineMove { .. } => StatusCode::CONFLICT,
        Refusal::EmptyOrder
        | Refusal::TooManyLines
        | Refusal::QuantityOutOfRange { .. }
        | Refusal::UnknownItem { .. }
        | Refusal::UnknownOption { .. }
        | Refusal::ChoiceMissing { .. }
        | Refusal::TooManyChoices { .. }
        | Refusal::UnknownWord { .. }
        | Refusal::TextTooLong { .. }
        | Refusal::ControlCharacters { .. }
        | Refusal::SumTooLarge
        | Refusal::TenderedTooLittle { .. }
        | Refusal::UnfitAmount
        | Refusal::UnfitSplit(_)
        | Refusal::ReasonMissing
        | Refusal::UnfitSetting { .. }
        | Refusal::UnfitQris(_)
        | Refusal::UnfitGraymap
        | Refusal::NoCodeInPhoto
        | Refusal::UnfitMenu { .. }
        | Refusal::UnfitTable(_)
        | Refusal::PriceTooLow { .. }
        | Refusal::PriceTooHigh { .. }
        | Refusal::MenuFull
        | Refusal::UnfitPhoto
        | Refusal::UnfitName
        | Refusal::UnfitPin => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

impl From<ShopError> for Problem {
    fn from(error: ShopError) -> Self {
        match error {
            ShopError::Refused { refusal, order } => {
                let status = status_of(&refusal);
                let order = order.filter(|_| status == StatusCode::CONFLICT);
                let code = refusal.code();
                Self {
                    facts: Facts::Of(Box::new(refusal)),
                    order,
                    ..Self::new(status, code)
                }
            }
            ShopError::OrderNotFound => Self::order_not_found(),
            ShopError::ItemNotFound => Self::item_not_found(),
            ShopError::KeyReused => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused")
            }
            ShopError::StaffNotFound => Self::new(StatusCode::NOT_FOUND, "staff_not_found"),
            ShopError::ShiftNotFound => Self::new(StatusCode::NOT_FOUND, "shift_not_found"),
            ShopError::DeviceNotFound => Self::new(StatusCode::NOT_FOUND, "device_not_found"),
            ShopError::TableNotFound => Self::new(StatusCode::NOT_FOUND, "table_not_found"),
            ShopError::PrinterNotFound => Self::new(StatusCode::NOT_FOUND, "printer_not_found"),
            ShopError::WrongSetupCode => Self::new(StatusCode::FORBIDDEN, "wrong_setup_code"),
            ShopError::WrongPairingCode => Self::new(StatusCode::FORBIDDEN, "wrong_pairing_code"),
            ShopError::BackupNotFound => Self::new(StatusCode::NOT_FOUND, "backup_not_found"),
            ShopError::BackupDamaged => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "backup_damaged")
            }
            ShopError::BackupUnreadable => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "backup_unreadable")
            }
            ShopError::BackupNewer => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "backup_newer"),
            ShopError::RunningTask => Self::new(StatusCode::CONFLICT, "backup_at_work"),
            ShopError::PlaceUnfit => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "backup_place_unfit")
            }
            ShopError::AlreadySetUp => Self::new(StatusCode::CONFLICT, "already_set_up"),
            ShopError::LimitExceeded(too_much) => Self::too_much(too_much),
            ShopError::WrongNameOrPin => Self::new(StatusCode::UNAUTHORIZED, "wrong_name_or_pin"),
            ShopError::ReportInPreparation { kept, days } => {
                let facts = vec![("kept", kept.to_string()), ("days", days.to_string())];
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "report_in_preparation")
                    .with_facts(facts)
                    .with_header(("retry-after", "2".to_owned()))
            }
            ShopError::Store(StoreError::Full) => {
                Self::new(StatusCode::INSUFFICIENT_STORAGE, "disk_full")
            }
            ShopError::Store(
                StoreError::Broken
                | StoreError::Busy
                | StoreError::Closed
                | StoreError::Slow
                | StoreError::Spoiled,
            ) => Self::new(StatusCode::SERVICE_UNAVAILABLE, "cannot_write")
                .with_header(("retry-after", "5".to_owned())),
            ShopError::Store(error) => {
                // In full in the log, and nothing of it to the client.
                log::error!("a request failed inside: {error}");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal")
            }
        }
    }
}
