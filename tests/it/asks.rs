//! Questions from the audience: that counts are what stands, whatever was merged, voted and taken back; that replay and
//! journal find the same; and that no one but the presenter and its asker reads what was not let through.

mod rules;
mod served;

const DECK: &str = "+++\ntitle = \"Zaal\"\n+++\n\n# Vraag & Antwoord {#vragen .questions max=60}\n\n---\n\n# Vrij {#vrij .questions moderated=no}\n";
