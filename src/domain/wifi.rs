//! The guests' Wi-Fi: its limits, and the code by which a phone joins it.

use serde::{Deserialize, Serialize};

use super::{Change, Refusal, Subject, string_enum::string_enum};

string_enum! {
    /// How one gets into a Wi-Fi.
    pub enum WifiSecurity {
        /// With a password: WPA, WPA2 or WPA3.
        Wpa = "wpa",
        /// Without one.
        Open = "open",
    }
}

/// The guests' Wi-Fi. Only the till and the owner receive it, and it stands on the cards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wifi {
    /// As the network spells it; empty where there is none.
    pub name: String,
    /// How one gets in, where it takes one.
    pub password: String,
    /// Whether it takes one.
    pub security: WifiSecurity,
    /// Whether the network does not say that it is there.
    pub is_hidden: bool,
}

/// Most bytes of a network's name (IEEE 802.11-2020, section 9.4.2.2).
const NAME_BYTES: usize = 32;
/// Characters of a password as it is typed (the same, annex J.4).
const PASSPHRASE: std::ops::RangeInclusive<usize> = 8..=63;
/// Hexadecimal digits of one that is written out as a key.
const KEY_DIGITS: usize = 64;

impl Wifi {
    /// Keeps it only if a phone can join it. Nothing is trimmed: a space is part of a password.
    ///
    /// # Errors
    /// [`Refusal::UnfitSetting`], naming the part.
    pub fn checked(self) -> Result<Self, Refusal> {
        let unfit = |field| Err(Refusal::UnfitSetting { field });
        if self.name.len() > NAME_BYTES || self.name.chars().any(char::is_control) {
            return unfit("wifi.name");
        }
        let length = self.password.chars().count();
        let is_key = length == KEY_DIGITS && self.password.bytes().all(|b| b.is_ascii_hexdigit());
        let is_passphrase =
            PASSPHRASE.contains(&length) && !self.password.chars().any(char::is_control);
        if is_key || is_passphrase {
            return Ok(self);
        }
        if self.needs_password() {
            return unfit("wifi.password");
        }
        let password = String::new();
        Ok(Self { password, ..self })
    }

    /// Whether it cannot be joined without the password. One that fits is kept also when it is not needed, so that
    /// who goes back finds it.
    fn needs_password(&self) -> bool {
        !self.name.is_empty() && self.security == WifiSecurity::Wpa
    }

    /// What a phone's camera reads as «join this Wi-Fi»; none where there is none.
    pub fn code(&self) -> Option<String> {
        if self.name.is_empty() {
            return None;
        }
        let name = escaped(&self.name);
        let way_in = match self.security {
            WifiSecurity::Wpa => format!("T:WPA;S:{name};P:{};", escaped(&self.password)),
            WifiSecurity::Open => format!("T:nopass;S:{name};"),
        };
        let hidden = if self.is_hidden { "H:true;" } else { "" };
        Some(format!("WIFI:{way_in}{hidden};"))
    }

    /// What is different here from how it was `before`, for the history. Not the password itself.
    pub fn difference(&self, before: &Self) -> Vec<Change> {
        let parts = [
            ("wifi.name", before.name.clone(), self.name.clone()),
            (
                "wifi.security",
                before.security.as_str().to_owned(),
                self.security.as_str().to_owned(),
            ),
            (
                "wifi.hidden",
                before.is_hidden.to_string(),
                self.is_hidden.to_string(),
            ),
        ];
        let mut changes: Vec<Change> = parts
            .into_iter()
            .filter(|(_, before, after)| before != after)
            .map(|(field, before, after)| about_cards(field, Some(before), Some(after)))
            .collect();
        if self.password != before.password {
            changes.push(about_cards("wifi.password", None, None));
        }
        changes
    }
}

/// A line of the history about the tables' cards.
fn about_cards(field: &str, before: Option<String>, after: Option<String>) -> Change {
    Change {
        subject: Subject::Tables,
        subject_id: 0,
        name: String::new(),
        field: field.to_owned(),
        before,
        after,
    }
}

/// What would end a part of the code, or begin one, is said to be a letter.
fn escaped(text: &str) -> String {
    text.chars()
        .fold(String::with_capacity(text.len()), |mut escaped, letter| {
            if matches!(letter, '\\' | ';' | ',' | ':' | '"') {
                escaped.push('\\');
            }
            escaped.push(letter);
            escaped
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wifi(name: &str, password: &str) -> Wifi {
        Wifi {
            name: name.to_owned(),
            password: password.to_owned(),
            security: WifiSecurity::Wpa,
            is_hidden: false,
        }
    }

    #[test]
    fn whatever_a_network_is_called_a_phone_reads_it_as_it_is() {
        let plain = wifi("Warung", "nasi goreng");
        assert_eq!(
            plain.code().as_deref(),
            Some("WIFI:T:WPA;S:Warung;P:nasi goreng;;")
        );
        let odd = wifi(r#"a;b,c:d"e\f"#, r#"\\;;,,::"""#);
        assert_eq!(
            odd.code().as_deref(),
            Some(r#"WIFI:T:WPA;S:a\;b\,c\:d\"e\\f;P:\\\\\;\;\,\,\:\:\"\";;"#)
        );
    }

    #[test]
    fn an_open_network_has_no_password_and_a_hidden_one_says_so() {
        let open = Wifi {
            security: WifiSecurity::Open,
            ..wifi("Warung", "left over")
        };
        let open = open.checked().expect("a Wi-Fi");
        assert_eq!(open.password, "left over");
        assert_eq!(open.code().as_deref(), Some("WIFI:T:nopass;S:Warung;;"));
        let hidden = Wifi {
            is_hidden: true,
            ..open
        };
        let code = hidden.code();
        assert_eq!(code.as_deref(), Some("WIFI:T:nopass;S:Warung;H:true;;"));
        assert_eq!(wifi("", "12345678").code(), None);
    }

    #[test]
    fn only_what_a_phone_can_join_is_kept() {
        for (name, password) in [
            ("Warung", "12345678"),
            (" Warung ", "  spaces  "),
            ("Warung", &"p".repeat(63)),
            ("Warung", &"aF09".repeat(16)),
            ("☕☕☕☕☕☕☕☕☕☕", "12345678"),
            ("", "short"),
        ] {
            assert!(wifi(name, password).checked().is_ok(), "{name} {password}");
        }
        let unfit = |field| Err(Refusal::UnfitSetting { field });
        for password in ["", "1234567", "1234\n5678", &"p".repeat(64)] {
            let refused = wifi("Warung", password).checked();
            assert_eq!(refused, unfit("wifi.password"), "{password}");
        }
        for name in ["a\nb", "☕☕☕☕☕☕☕☕☕☕☕"] {
            assert_eq!(
                wifi(name, "12345678").checked(),
                unfit("wifi.name"),
                "{name}"
            );
        }
    }

    #[test]
    fn the_history_knows_that_the_password_changed_and_not_to_what() {
        let (before, after) = (wifi("Warung", "nasi goreng"), wifi("Kafe", "mie goreng"));
        let changes = after.difference(&before);
        let fields: Vec<&str> = changes.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, ["wifi.name", "wifi.password"]);
        assert!(!format!("{changes:?}").contains("goreng"));
        assert_eq!(after.difference(&after), []);
    }
}
