//! What is made from a session's key: voter ids and the secrets of links. Holds no token and remembers nobody.
//!
//! When the key is deleted at sealing, no token leads to a voter id any more.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::fact::Link;
use crate::domain::ids::VoterId;

#[derive(Clone)]
pub struct SessionKey([u8; 32]);

impl SessionKey {
    pub fn new(key: [u8; 32]) -> Self {
        Self(key)
    }

    /// The voter behind an attendee's token: the same token gives the same voter in this session and in no other.
    pub fn voter(&self, token: &[u8]) -> VoterId {
        let digest = self.digest(b"voter", token);
        let mut voter = [0; 16];
        voter.copy_from_slice(&digest[..16]);
        VoterId(voter)
    }

    /// The secret of a presenter's link after it was renewed `number` times.
    pub fn link(&self, link: Link, number: u32) -> String {
        let purpose: &[u8] = match link {
            Link::Screen => b"screen",
            Link::Control => b"control",
        };
        URL_SAFE_NO_PAD.encode(&self.digest(purpose, &number.to_be_bytes())[..16])
    }

    fn digest(&self, purpose: &[u8], value: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(purpose);
        // A separator that no purpose contains, so that no two pairs run together.
        mac.update(&[0]);
        mac.update(value);
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_token_is_one_voter_in_one_session_only() {
        let (here, there) = (SessionKey::new([1; 32]), SessionKey::new([2; 32]));
        assert_eq!(here.voter(b"token"), here.voter(b"token"));
        assert_ne!(here.voter(b"token"), here.voter(b"other"));
        assert_ne!(here.voter(b"token"), there.voter(b"token"));
    }

    #[test]
    fn a_renewed_link_has_another_secret() {
        let key = SessionKey::new([1; 32]);
        assert_ne!(key.link(Link::Control, 0), key.link(Link::Control, 1));
        assert_ne!(key.link(Link::Control, 0), key.link(Link::Screen, 0));
        assert_eq!(key.link(Link::Screen, 3).len(), 22);
    }
}
