package io.broadsheet.catalog.projection;

import java.util.HashSet;
import java.util.Set;

/**
 * How readers may have seen an article until now.
 *
 * @param revision the last revision of it
 * @param surrogateKeys of the lists that it stood in
 */
record Shown(long revision, Set<String> surrogateKeys) {

	Shown {
		surrogateKeys = Set.copyOf(surrogateKeys);
	}

	static Shown of(StoredEntry entry) {
		return new Shown(entry.revision(), entry.surrogateKeys());
	}

	/**
	 * Both, if readers may have seen either.
	 * @param other what they may have seen as well
	 * @return what has all keys of both
	 */
	Shown and(Shown other) {
		Set<String> keys = new HashSet<>(this.surrogateKeys);
		keys.addAll(other.surrogateKeys);
		return new Shown(Math.max(this.revision, other.revision), keys);
	}

}
