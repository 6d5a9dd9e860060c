package io.broadsheet.trending.exactness;

import java.util.Arrays;
import java.util.Random;

/**
 * Draws numbers by Zipf's law: the n-th is drawn 1/n times as often as the first.
 */
final class Zipf {

	private final double[] cumulated;

	Zipf(int numbers) {
		this.cumulated = new double[numbers];
		double sum = 0;
		for (int i = 0; i < numbers; i++) {
			sum += 1.0 / (i + 1);
			this.cumulated[i] = sum;
		}
	}

	/** A number from 0 on. */
	int draw(Random random) {
		double point = random.nextDouble() * this.cumulated[this.cumulated.length - 1];
		int place = Arrays.binarySearch(this.cumulated, point);
		return Math.min((place >= 0) ? place : -place - 1, this.cumulated.length - 1);
	}

}
