//! Installing Debian packages, or saying how.

use anyhow::{Context, Result, bail};

use crate::{
    paths::find_program,
    run::{capture, program, show},
};

/// Installs the packages; `purpose` completes "needed for …".
pub fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let list = packages.join(" ");
    if find_program("apt-get").is_none() {
        bail!(
            "{purpose} needs these Debian packages, and there is no apt-get here; install their like: {list}"
        );
    }
    let uid = capture(program("id").arg("-u"))?;
    if uid.trim() != "0" {
        bail!(
            "{purpose} needs Debian packages and this user may not install them. Run once as root: apt-get install -y {list}"
        );
    }
    let install = || {
        show(
            program("apt-get")
                .env("DEBIAN_FRONTEND", "noninteractive")
                .args(["install", "-y", "-qq", "--no-install-recommends"])
                .args(packages),
        )
    };
    install()
        .or_else(|_| {
            show(program("apt-get").args(["update", "-qq"]))?;
            install()
        })
        .with_context(|| format!("{purpose}: apt-get could not install {list}; check the network or the package mirror, then run this again"))
}
