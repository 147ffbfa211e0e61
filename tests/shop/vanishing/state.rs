//! All that lasts of a shop, to be compared with another one.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, types::ValueRef};

use super::day::Day;

impl Day {
    fn file(&self) -> Connection {
        let file = self.app.folder.path().join("siap.db");
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file")
    }

    pub(super) fn newest(&self, table: &str) -> i64 {
        let question = format!("select max(id) from {table}");
        let newest = self.file().query_row(&question, [], |row| row.get(0));
        newest.expect("a number")
    }

    /// All that lasts, but for what is random and what time it is.
    pub(super) fn state(&self) -> Vec<String> {
        let shop = self.file();
        let mut state: Vec<String> = ROWS.iter().flat_map(|rows| rows_of(&shop, rows)).collect();
        for folder in ["photos", "backups", "backups/photos"] {
            let there = files(&self.app.folder.path().join(folder));
            state.push(format!("{there} files in {folder}"));
        }
        state
    }

    /// Waits until it is so.
    pub(super) async fn comes_to(
        &self,
        what: &str,
        it_is_so: impl Fn(&[String]) -> bool,
    ) -> Vec<String> {
        let waiting = async {
            loop {
                let state = self.state();
                if it_is_so(&state) {
                    return state;
                }
                tokio::task::yield_now().await;
            }
        };
        let waited = tokio::time::timeout(Duration::from_secs(30), waiting).await;
        waited.unwrap_or_else(|_| panic!("{what}: {:#?}", self.state()))
    }
}

/// What is held against each other.
const ROWS: [&str; 25] = [
    "select id, status, payment_status, rev, total_amount, table_number, cancel_reason from orders",
    "select order_id, id, menu_item_id, quantity, status from order_lines",
    "select order_id, method, amount, tendered, change, paid_to from payments",
    "select order_id, method, amount, rounding, reason, by from refunds",
    "select order_id, payment, method_from, method_to, reason, by from payment_corrections",
    "select order_id, cause, claims.method, claims.amount, reason
         from claims left join claim_settlements on claim_id = claims.id",
    "select order_id, id, kind, amount, reason, by, removed_by from discounts",
    "select seq, order_id, rev, type from events",
    "select id, name, role, pin_hash is null, retired_at is null from staff",
    "select id, staff_id from sessions",
    "select by, subject, subject_id, name, field from changes order by 1, 2, 3, 4, 5",
    "select document ->> '$.shop_name', document ->> '$.takes_orders', document ->> '$.backups.place' = '',
         document ->> '$.logo_url' from settings",
    "select menu_rev, is_set_up from shop_state",
    "select id, position, name_id, retired_at is null from categories",
    "select id, position, name_id, price, is_available, photo_url, retired_at is null from menu_items",
    "select id, name_id, is_available, retired_at is null from modifier_options
     union all select id, name_id, 0, retired_at is null from modifier_groups",
    "select number, position, retired_at is null,
         (select count(*) from renewed_tokens where table_id = tables.id) from tables",
    "select name, password from wifi",
    "select till, opening, counted, handed_over, z_number from shifts",
    "select shift_id, kind, amount, reason, by from cash_moves",
    "select shift_id, number, counted, expected, by from shift_counts",
    "select menu_item_id, pieces from stock",
    "select id, name, address, retired_at is null from printers",
    "select id, printer_id, kind, order_id, state, reason, by from print_jobs",
    "select subject, width, hex(bits) from print_pictures",
];

pub(super) fn rows_of(shop: &Connection, rows: &str) -> Vec<String> {
    let mut question = shop.prepare(rows).expect("a question");
    let columns = question.column_count();
    let found = question.query_map([], |row| {
        let value = |column| match row.get_ref(column) {
            Ok(ValueRef::Integer(number)) => number.to_string(),
            Ok(ValueRef::Text(text)) => String::from_utf8_lossy(text).into_owned(),
            _ => String::new(),
        };
        Ok((0..columns).map(value).collect::<Vec<_>>().join(" | "))
    });
    found
        .expect("rows")
        .map(|row| row.expect("a row"))
        .collect()
}

fn files(folder: &Path) -> usize {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let finished = |file: &std::fs::DirEntry| {
        let name = file.file_name().to_string_lossy().into_owned();
        !name.contains("unfinished")
    };
    files.filter(finished).count()
}
