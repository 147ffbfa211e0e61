//! The figures of a shift, while it is open (X) and as it is closed (Z).
//!
//! One function makes both, from rows that are only ever added: a report that is made again from the same rows is the
//! same forever, and `siap doctor` does that for every Z.

use jiff::Timestamp;
use serde::Serialize;

use super::{CashMove, CashMoveKind};
use crate::domain::{Money, MoneyOverflow, PaymentMethod, string_enum::string_enum};

string_enum! {
    /// In which way money of orders came in or went out.
    pub enum MoneyFlow {
        /// A payment.
        Payment = "payment",
        /// A refund.
        Refund = "refund",
        /// A payment that was not made in this way after all.
        CorrectedFrom = "corrected_from",
        /// But in this one.
        CorrectedTo = "corrected_to",
        /// Money that came in and pays for nothing.
        Claim = "claim",
        /// Such money that went back.
        Settlement = "settlement",
    }
}

/// All rows of one kind and one way of paying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlowSum {
    /// Which kind.
    pub flow: MoneyFlow,
    /// Which way of paying.
    pub method: PaymentMethod,
    /// How many rows.
    pub rows: i64,
    /// How much of the bills; of a correction, what no longer counts or counts now.
    pub amount: Money,
    /// What moved more, or less where it is below zero, because cash has no smaller coins.
    pub rounding: Money,
}

/// What was sold: the orders whose money became complete.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SaleSums {
    /// How many orders.
    pub orders: i64,
    /// The number of the first, as it is called out.
    pub first: Option<String>,
    /// The number of the last.
    pub last: Option<String>,
    /// What the menu says of it.
    pub gross: Money,
    /// What of that was given away.
    pub complimentary: Money,
    /// Other discounts.
    pub discounts: Money,
    /// What is left for the shop.
    pub net: Money,
    /// The service charge.
    pub service: Money,
    /// Taxes.
    pub tax: Money,
    /// What it cost.
    pub total: Money,
}

/// A refund, as a report names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefundNote {
    /// The number of its order.
    pub number: String,
    /// How it was given back.
    pub method: PaymentMethod,
    /// What was handed out.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// Who gave it back.
    pub by: String,
    /// Who else approved it.
    pub approved_by: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// A dish that was taken off, as a report names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoidNote {
    /// The number of its order.
    pub number: String,
    /// How many.
    pub quantity: i64,
    /// Of what.
    pub name: String,
    /// What it would have cost by the menu.
    pub amount: Money,
    /// Why; it can be left out before the kitchen has it.
    pub reason: Option<String>,
    /// Who took it off.
    pub by: String,
    /// Who else approved it.
    pub approved_by: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// Everything that a shift's rows say.
#[derive(Debug, Clone)]
pub struct ShiftRows {
    /// What lay in the drawer when it was opened.
    pub opening: Money,
    /// What was sold.
    pub sales: SaleSums,
    /// Money of orders, by kind and way of paying.
    pub flows: Vec<FlowSum>,
    /// Cash that moved without an order.
    pub moves: Vec<CashMove>,
    /// Refunds, oldest first.
    pub refunds: Vec<RefundNote>,
    /// Dishes that were taken off, oldest first.
    pub voids: Vec<VoidNote>,
}

/// A way of paying in a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MethodSum {
    /// Which.
    pub method: PaymentMethod,
    /// How many payments.
    pub payments: i64,
    /// What came in, as it was corrected since.
    pub received: Money,
    /// How many times money went back.
    pub refunds: i64,
    /// What went back.
    pub given_back: Money,
    /// What stayed.
    pub total: Money,
}

impl MethodSum {
    fn is_used(&self) -> bool {
        self.payments + self.refunds > 0 || self.received != Money::ZERO
    }
}

/// The cash of a drawer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CashBlock {
    /// What lay in it when it was opened.
    pub opening: Money,
    /// Payments, as they were counted into it.
    pub received: Money,
    /// What was handed back for orders.
    pub given_back: Money,
    /// What was put in without an order.
    pub pay_in: Money,
    /// What was taken out to pay for something.
    pub pay_out: Money,
    /// What was taken to a safer place.
    pub drop: Money,
    /// How often it was opened for nothing.
    pub drawer_openings: i64,
    /// What should be in it.
    pub expected: Money,
    /// What was counted; none while it is open.
    pub counted: Option<Money>,
    /// What is there more than expected; below zero where something is missing.
    pub difference: Option<Money>,
}

/// The figures of a shift. `sales.total + rounding + deposits + claims - refunded = received`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShiftReport {
    /// What was sold.
    pub sales: SaleSums,
    /// What came in for orders whose money is not complete, less what had come in before for those that now are.
    pub deposits: Money,
    /// What came in and pays for nothing, less what of such money went back.
    pub claims: Money,
    /// How much of bills went back.
    pub refunded: Money,
    /// The difference between cash taken and bills, because cash has no smaller coins.
    pub rounding: Money,
    /// What came in less what went back, by every way of paying.
    pub received: Money,
    /// The same by each way of paying that was used.
    pub methods: Vec<MethodSum>,
    /// The drawer.
    pub cash: CashBlock,
    /// Cash that moved without an order.
    pub moves: Vec<CashMove>,
    /// Refunds, oldest first.
    pub refunds: Vec<RefundNote>,
    /// Dishes that were taken off, oldest first.
    pub voids: Vec<VoidNote>,
}

impl ShiftReport {
    /// The figures of these rows: as they are now, or with what was counted.
    ///
    /// # Errors
    /// When a browser could no longer count a sum exactly.
    pub fn of(rows: ShiftRows, counted: Option<Money>) -> Result<Self, MoneyOverflow> {
        let flows = |flow| rows.flows.iter().filter(move |sum| sum.flow == flow);
        let amount = |flow| sum(flows(flow).map(|sum| sum.amount));
        let rounded = |flow| sum(flows(flow).map(|sum| sum.rounding));
        let corrected = amount(MoneyFlow::CorrectedTo)?.minus(amount(MoneyFlow::CorrectedFrom)?)?;
        let rounding = rounded(MoneyFlow::Payment)?
            .plus(corrected)?
            .minus(rounded(MoneyFlow::Refund)?)?
            .minus(rounded(MoneyFlow::Settlement)?)?;
        let (paid, refunded) = (amount(MoneyFlow::Payment)?, amount(MoneyFlow::Refund)?);
        let claims = amount(MoneyFlow::Claim)?.minus(amount(MoneyFlow::Settlement)?)?;
        let methods = PaymentMethod::ALL
            .iter()
            .map(|method| of_method(*method, &rows.flows));
        let methods = methods.collect::<Result<Vec<_>, _>>()?;
        let received = sum(methods.iter().map(|method| method.total))?;
        let cash = cash_block(rows.opening, &methods, &rows.moves, counted)?;
        Ok(Self {
            deposits: paid.minus(rows.sales.total)?,
            claims,
            refunded,
            rounding,
            received,
            methods: methods.into_iter().filter(MethodSum::is_used).collect(),
            cash,
            sales: rows.sales,
            moves: rows.moves,
            refunds: rows.refunds,
            voids: rows.voids,
        })
    }
}

fn of_method(method: PaymentMethod, flows: &[FlowSum]) -> Result<MethodSum, MoneyOverflow> {
    let mut of = MethodSum {
        method,
        payments: 0,
        received: Money::ZERO,
        refunds: 0,
        given_back: Money::ZERO,
        total: Money::ZERO,
    };
    for sum in flows.iter().filter(|sum| sum.method == method) {
        let moved = sum.amount.plus(sum.rounding)?;
        match sum.flow {
            MoneyFlow::Payment => {
                of.payments += sum.rows;
                of.received = of.received.plus(moved)?;
            }
            MoneyFlow::CorrectedTo | MoneyFlow::Claim => of.received = of.received.plus(moved)?,
            MoneyFlow::CorrectedFrom => of.received = of.received.minus(moved)?,
            MoneyFlow::Refund | MoneyFlow::Settlement => {
                of.refunds += sum.rows;
                of.given_back = of.given_back.plus(moved)?;
            }
        }
    }
    of.total = of.received.minus(of.given_back)?;
    Ok(of)
}

/// Expected is the float and everything that moved since: each once, the change not at all.
fn cash_block(
    opening: Money,
    methods: &[MethodSum],
    moves: &[CashMove],
    counted: Option<Money>,
) -> Result<CashBlock, MoneyOverflow> {
    let in_drawer = methods.iter().filter(|method| method.method.gives_change());
    let received = sum(in_drawer.clone().map(|method| method.received))?;
    let given_back = sum(in_drawer.map(|method| method.given_back))?;
    let of_kind = |kind| moves.iter().filter(move |moved| moved.kind == kind);
    let sum_of = |kind| sum(of_kind(kind).map(|moved| moved.amount));
    let (pay_in, pay_out) = (sum_of(CashMoveKind::PayIn)?, sum_of(CashMoveKind::PayOut)?);
    let drop = sum_of(CashMoveKind::Drop)?;
    let openings = of_kind(CashMoveKind::Drawer).count();
    let expected = opening
        .plus(received)?
        .minus(given_back)?
        .plus(pay_in)?
        .minus(pay_out)?
        .minus(drop)?;
    let difference = counted.map(|counted| counted.minus(expected)).transpose()?;
    Ok(CashBlock {
        opening,
        received,
        given_back,
        pay_in,
        pay_out,
        drop,
        drawer_openings: i64::try_from(openings).unwrap_or(i64::MAX),
        expected,
        counted,
        difference,
    })
}

fn sum(amounts: impl Iterator<Item = Money>) -> Result<Money, MoneyOverflow> {
    let mut amounts = amounts;
    amounts.try_fold(Money::ZERO, Money::plus)
}
