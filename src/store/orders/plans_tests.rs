//! Query plans of the queries that must stay fast in a shop of any age.

use rusqlite::Connection;

use super::{
    IS_OPEN, IS_TAKEN, NEXT_COUNTER, OPEN_ORDERS, OVERDUE, PREPARING, READY, READY_SINCE_BEFORE,
};
use crate::store::{
    clock::DAY_REACHED,
    guests::REMEMBERED_BEFORE,
    journal,
    orders::{today, whole::BY_LIST},
    print_jobs, reports, schema, shifts,
};

#[test]
fn papers_of_an_order_are_found_by_their_index() {
    for sql in [
        print_jobs::HAD_TICKET,
        print_jobs::NEWEST_COPY,
        print_jobs::FIRST_COPY,
    ] {
        let plan = plan(sql);
        assert!(
            plan.contains("INDEX print_jobs_papers (order_id=?"),
            "{plan}"
        );
        assert!(!plan.contains("SCAN print_jobs"), "{plan}");
    }
}

fn plan(sql: &str) -> String {
    let mut connection = Connection::open_in_memory().expect("a database");
    refinery::Runner::new(&schema::migrations())
        .run(&mut connection)
        .expect("migrations");
    let mut explain = connection
        .prepare(&format!("explain query plan {sql}"))
        .expect("a query");
    let parameters = explain.parameter_count();
    let nulls = vec![rusqlite::types::Null; parameters];
    let rows = explain.query_map(rusqlite::params_from_iter(nulls), |row| row.get("detail"));
    rows.expect("a plan")
        .collect::<Result<Vec<String>, _>>()
        .expect("text")
        .join("\n")
}

#[test]
fn open_orders_are_found_by_their_partial_index_alone() {
    let plan = plan(&format!(
        "select * from {OPEN_ORDERS} where id > 0 and {IS_OPEN} order by id"
    ));
    assert!(plan.contains("USING INDEX orders_open"), "{plan}");
    assert!(!plan.contains("TEMP B-TREE"), "{plan}");
}

#[test]
fn the_replay_of_one_order_is_found_by_its_index() {
    let plan = plan(journal::REPLAY_OF_ORDER);
    assert!(
        plan.contains("USING INDEX events_of_order (order_id=? AND rev>?)"),
        "{plan}"
    );
    assert!(
        !plan.contains("SCAN") && !plan.contains("TEMP B-TREE"),
        "{plan}"
    );
}

#[test]
fn the_orders_of_a_page_of_events_are_found_one_by_one_however_many_there_are() {
    for sql in BY_LIST {
        let plan = plan(sql);
        let scanned: Vec<&str> = plan.lines().filter(|line| line.contains("SCAN")).collect();
        let list_alone = scanned.iter().all(|line| line.starts_with("SCAN list "));
        assert!(scanned.len() == 1 && list_alone, "{sql}: {plan}");
        assert!(plan.contains("SEARCH "), "{sql}: {plan}");
    }
}

#[test]
fn whom_to_forget_is_found_by_an_index_of_who_is_remembered() {
    let plan = plan(REMEMBERED_BEFORE);
    assert!(
        plan.contains("INDEX guests_remembered (day<?)") && !plan.contains("TEMP B-TREE"),
        "{plan}"
    );
}

#[test]
fn numbers_and_days_are_found_without_counting() {
    for sql in [
        NEXT_COUNTER,
        IS_TAKEN,
        DAY_REACHED,
        OVERDUE,
        PREPARING,
        READY,
        READY_SINCE_BEFORE,
    ] {
        let plan = plan(sql);
        assert!(plan.contains("SEARCH orders USING"), "{sql}: {plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{sql}: {plan}");
    }
}

#[test]
fn a_day_is_added_up_by_indexes_however_many_days_there_were() {
    for (sql, search) in [
        (
            today::RECEIVED,
            "INDEX payments_by_time (paid_at>? AND paid_at<?)",
        ),
        (
            today::RECEIVED,
            "INDEX claims_by_time (received_at>? AND received_at<?)",
        ),
        (
            today::GIVEN_BACK,
            "INDEX refunds_by_time (refunded_at>? AND refunded_at<?)",
        ),
        (
            today::GIVEN_BACK,
            "INDEX claim_settlements_by_time (settled_at>? AND settled_at<?)",
        ),
        (
            today::CORRECTED,
            "INDEX payment_corrections_by_time (corrected_at>? AND corrected_at<?)",
        ),
        (today::PLACED, "SEARCH orders USING "),
        (today::ACTIVE, "INDEX orders_open"),
        (today::OPEN_BILLS, "INDEX orders_open"),
        (today::TO_GIVE_BACK, "INDEX orders_owing_back"),
        (today::TO_GIVE_BACK, "INDEX claims_of_order"),
    ] {
        let plan = plan(sql);
        assert!(plan.contains(search), "{sql}: {plan}");
    }
}

#[test]
fn a_report_finds_a_days_orders_by_indexes_and_a_kept_day_by_its_own() {
    for sql in [
        reports::ORDERS_OF_DAY,
        reports::TAKERS,
        reports::TICKETS,
        reports::KEPT,
        reports::CHANGED_SINCE,
        reports::PARTLY_PAID,
    ] {
        let plan = plan(sql);
        let reads: Vec<&str> = plan
            .lines()
            .filter(|line| line.starts_with("SCAN"))
            .collect();
        // The open orders are read whole: their index has no others.
        let open_alone = reads
            .iter()
            .all(|line| line.contains("INDEX orders_open") || line.contains("CONSTANT"));
        assert!(open_alone, "{sql}: {plan}");
        assert!(plan.contains("SEARCH "), "{sql}: {plan}");
    }
}

#[test]
fn cash_that_came_in_while_no_drawer_was_open_is_found_by_its_times() {
    let plan = plan(shifts::OFF_DRAWER);
    for index in [
        "payments_by_time (paid_at>? AND paid_at<?)",
        "refunds_by_time (refunded_at>? AND refunded_at<?)",
        "claims_by_time (received_at>? AND received_at<?)",
        "claim_settlements_by_time (settled_at>? AND settled_at<?)",
        "payment_corrections_by_time (corrected_at>? AND corrected_at<?)",
    ] {
        assert!(plan.contains(index), "{plan}");
    }
}
