package io.broadsheet.trending.ranking;

/**
 * How many articles of one section may stand in a list, so that a section that floods
 * does not fill what all readers see. Only the trending articles of all sections are
 * capped: the other lists are plain counts.
 */
public final class SectionCap {

	private final int cap;

	/**
	 * Creates the rule.
	 * @param cap how many articles of a section stand in a capped list
	 */
	public SectionCap(int cap) {
		this.cap = cap;
	}

	/**
	 * The cap of a list.
	 * @param list the list
	 * @return how many articles of a section may stand in it
	 */
	public int of(ListId list) {
		boolean capped = list.list().equals(Ranking.TRENDING.listName()) && list.scope().kind() == Scope.Kind.ALL;
		return capped ? this.cap : Integer.MAX_VALUE;
	}

}
