package io.broadsheet.trending.exactness;

/**
 * Between which numbers of visitors the one has to be that is told.
 *
 * @param least the lowest that is right
 * @param most the highest that is right
 */
public record Bounds(long least, long most) {

	/** From one more on visitors are estimated. */
	private static final long EXACT = 511;

	/** Six times the standard error of 1.7 %. */
	private static final double BLUR = 0.1;

	/**
	 * Those of some visitors, who are never said to be more than their views.
	 * @param least how many they are at the least
	 * @param most how many they are at the most
	 * @param views how often they viewed
	 * @return the bounds
	 */
	static Bounds of(long least, long most, long views) {
		double blur = (most > EXACT) ? BLUR : 0;
		return new Bounds(Math.min(views, (long) (least * (1 - blur))), Math.min(views, (long) (most * (1 + blur))));
	}

	public boolean hold(long visitors) {
		return this.least <= visitors && visitors <= this.most;
	}

}
