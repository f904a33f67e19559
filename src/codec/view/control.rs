//! Being built.
use super::Scene;
use crate::codec::wire::Drawn;
use crate::codec::words::Tongue;
pub fn control(scene: &Scene<'_>, _: Tongue) -> Drawn {
    Drawn { step: scene.session.step().to_string(), view: "slide", ..Drawn::default() }
}
