//! The connectivity check: the owner's page shows an address that only a phone in the shop's network can open.

use std::{
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;

use crate::{
    domain::OrderUid,
    shop::{Network, ShopError, random},
};

/// Checks that are remembered; the oldest makes room.
const MOST: usize = 8;

/// A phone that came.
#[derive(Debug, Clone)]
pub struct PhoneReached {
    /// When.
    pub at: Timestamp,
    /// From where.
    pub address: IpAddr,
    /// What it says it is.
    pub device: String,
    /// By which of the shop's addresses.
    pub host: String,
}

#[derive(Debug, Default)]
pub(in crate::shop) struct PhoneChecks(Mutex<Vec<(String, Option<PhoneReached>)>>);

impl PhoneChecks {
    fn list(&self) -> MutexGuard<'_, Vec<(String, Option<PhoneReached>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Network {
    /// Begins a check; answers its secret name.
    pub fn begin_phone_check(&self) -> Result<String, ShopError> {
        let token = OrderUid::from_random(random()?).to_string();
        let mut checks = self.0.phone_checks.list();
        if checks.len() >= MOST {
            checks.remove(0);
        }
        checks.push((token.clone(), None));
        Ok(token)
    }

    /// Notes that a phone came; says whether the check is known.
    pub fn phone_reached(
        &self,
        token: &str,
        address: IpAddr,
        device: String,
        host: String,
    ) -> bool {
        let mut checks = self.0.phone_checks.list();
        let Some((_, reached)) = checks.iter_mut().find(|(known, _)| known == token) else {
            return false;
        };
        *reached = Some(PhoneReached {
            at: self.0.clock.now(),
            address,
            device,
            host,
        });
        true
    }

    /// The result of a check; none if there is no such check.
    pub fn phone_check(&self, token: &str) -> Option<Option<PhoneReached>> {
        let checks = self.0.phone_checks.list();
        let found = checks.iter().find(|(known, _)| known == token);
        found.map(|(_, reached)| reached.clone())
    }
}
