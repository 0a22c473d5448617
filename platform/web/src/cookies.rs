use axum::http::{HeaderMap, HeaderValue, header};

/// The value of a cookie, as it was sent.
pub(crate) fn read<'headers>(headers: &'headers HeaderMap, name: &str) -> Option<&'headers str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// Cookies of the sign-in, beside the session's own. Each holds a random secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnCookie {
    /// A sign-in that waits for its second step.
    Half,
    /// A browser in which somebody has signed in before.
    Device,
}

impl OwnCookie {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Half => "oqu_half",
            Self::Device => "oqu_device",
        }
    }
}

/// A cookie that scripts cannot read and other sites cannot send along with a write.
pub(crate) struct Cookie<'a> {
    pub name: &'a str,
    pub value: &'a str,
    /// Seconds; none lives as long as the browser's window, zero removes it.
    pub max_age_s: Option<u64>,
    pub secure: bool,
}

impl Cookie<'_> {
    pub(crate) fn header(&self) -> Option<HeaderValue> {
        let mut line = format!(
            "{}={}; Path=/; HttpOnly; SameSite=Lax",
            self.name, self.value
        );
        if let Some(seconds) = self.max_age_s {
            line.push_str(&format!("; Max-Age={seconds}"));
        }
        if self.secure {
            line.push_str("; Secure");
        }
        HeaderValue::from_str(&line).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_one_of_several() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("a=1; oqu_session=abc; b=2"),
        );
        assert_eq!(read(&headers, "oqu_session"), Some("abc"));
        assert_eq!(read(&headers, "session"), None);
    }
}
