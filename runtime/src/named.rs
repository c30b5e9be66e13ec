//! Few values by name.

/// Values by name, in the order of names. For a few dozen a list serves as well as a tree, and a tree is
/// ten kilobytes of code for each type of values.
#[derive(Clone)]
pub struct Named<V>(Vec<(String, V)>);

impl<V> Default for Named<V> {
    fn default() -> Self {
        Named(Vec::new())
    }
}

impl<V> Named<V> {
    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        self.at(name).ok().map(|at| &self.0[at].1)
    }

    /// What has that name, to be changed; made if nothing has it.
    pub(crate) fn entry(&mut self, name: String) -> &mut V
    where
        V: Default,
    {
        let at = self.at(&name).unwrap_or_else(|at| {
            self.0.insert(at, (name, V::default()));
            at
        });
        &mut self.0[at].1
    }

    #[cfg(feature = "credentials")]
    pub(crate) fn retain(&mut self, mut keeps: impl FnMut(&str) -> bool) {
        self.0.retain(|(name, _)| keeps(name));
    }

    pub(crate) fn remove(&mut self, name: &str) {
        if let Ok(at) = self.at(name) {
            self.0.remove(at);
        }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(name, _)| name)
    }

    #[cfg(feature = "sign")]
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, (String, V)> {
        self.0.iter()
    }

    fn at(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(name))
    }
}

impl<V> IntoIterator for Named<V> {
    type Item = (String, V);
    type IntoIter = std::vec::IntoIter<(String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
