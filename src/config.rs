//! Flags over environment (`PEIL_*`) over defaults. Builds the options of the floors below, which never see this file.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::codec::words::Tongue;

/// Live polls for webinars. Without a command it serves.
#[derive(Debug, Parser)]
#[command(name = "peil", version, about, args_conflicts_with_subcommands = true)]
pub struct CommandLine {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub serve: Serve,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the server (the default).
    Serve(Serve),
    /// Check deck files and show what is wrong with them; exit code 1 when one has an error.
    Check {
        /// Deck files, or folders of them; `webinar.en.md` is checked as the translation of `webinar.md` beside it.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Language of what is said, nl or en; without it that of the system (LANG), where English stands for all but Dutch.
        #[arg(long, value_name = "LANGUAGE", value_parser = tongue)]
        lang: Option<Tongue>,
    },
    /// Count every figure of a results.json again from its rows, and hold it against its checks and digest; exit code 1
    /// when something does not agree.
    Verify {
        /// Files results.json, as the desk and the API hand them over.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Language of what is said, nl or en; without it that of the system (LANG), where English stands for all but Dutch.
        #[arg(long, value_name = "LANGUAGE", value_parser = tongue)]
        lang: Option<Tongue>,
    },
}

#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Address and port to listen on.
    #[arg(long, env = "PEIL_LISTEN", default_value = "0.0.0.0:8080", value_name = "ADDRESS:PORT")]
    pub listen: SocketAddr,
    /// Folder for sessions and keys; made if it is not there.
    #[arg(long, env = "PEIL_DATA", default_value = "data", value_name = "FOLDER")]
    pub data: PathBuf,
    /// Folder of decks.
    #[arg(long, env = "PEIL_POLLS", default_value = "polls", value_name = "FOLDER")]
    pub polls: PathBuf,
    /// The address people use when a TLS proxy stands in front, like https://stem.voorbeeld.nl.
    #[arg(long, env = "PEIL_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub public_url: Option<String>,
    /// Address of a proxy whose X-Forwarded-For is believed; may be given more than once or with commas.
    #[arg(long, env = "PEIL_TRUSTED_PROXY", value_name = "ADDRESS", value_delimiter = ',')]
    pub trusted_proxy: Vec<IpAddr>,
    /// Key for the desk and the API, at least 16 characters; made and kept in the data folder when not given.
    #[arg(long, env = "PEIL_ORGANISER_KEY", value_name = "KEY", hide_env_values = true)]
    pub organiser_key: Option<String>,
    /// Address and port of a listener of its own for /metrics, without a key; for your own network only, like
    /// 127.0.0.1:9090. Without it the organiser's key opens /metrics on the port for everything.
    #[arg(long, env = "PEIL_METRICS", value_name = "ADDRESS:PORT")]
    pub metrics: Option<SocketAddr>,
    /// How the log is written; never with addresses or keys of people. What is written is set by PEIL_LOG, like `debug`.
    #[arg(long, env = "PEIL_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// A line an event, for people.
    Text,
    /// A JSON object an event, for programs.
    Json,
}

fn tongue(text: &str) -> Result<Tongue, String> {
    Tongue::from_code(text).ok_or_else(|| format!("‘{text}’ is no language of Peil; write nl or en"))
}

fn public_url(text: &str) -> Result<String, String> {
    let wrong = || format!("‘{text}’ is no address that people can open; write it like https://stem.voorbeeld.nl");
    let text = text.trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or_else(wrong)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    if host.is_empty() || !host.chars().all(plain) {
        return Err(wrong());
    }
    Ok(text.to_lowercase())
}

/// A key that was given, as it will be used. Not checked while arguments are read, where a wrong value is repeated on
/// the terminal.
///
/// # Errors
/// A key that can be guessed, or that no link can carry.
pub fn organiser_key(text: &str) -> Result<String, String> {
    // Anyone who can reach the desk may guess; 16 characters are out of reach, 8 are not.
    let text = text.trim();
    if text.chars().count() < 16 || !text.chars().all(|c| c.is_ascii_graphic()) {
        return Err("the organiser's key must have at least 16 characters, without spaces; choose another with \
             PEIL_ORGANISER_KEY, or give none and one is made"
            .to_owned());
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn a_public_url_is_scheme_and_host_and_nothing_else() {
        assert_eq!(public_url("https://Stem.Voorbeeld.NL/").unwrap(), "https://stem.voorbeeld.nl");
        assert_eq!(public_url("https://localhost:8443").unwrap(), "https://localhost:8443");
        for wrong in ["stem.voorbeeld.nl", "ftp://a.nl", "https://", "https://a.nl/pad", "https://a b"] {
            assert!(public_url(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_short_key_is_refused() {
        assert!(organiser_key("geheim").is_err());
        assert!(organiser_key("een-lange-sleutel-123").is_ok());
    }
}
