package io.broadsheet.trending.exactness;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.broadsheet.events.RankingChanged;

/**
 * A place as it is told.
 *
 * @param place the place
 * @param visitors of how many readers its views are said to be
 */
public record Shown(Place place, long visitors) {

	static Shown of(RankingChanged.Item item) {
		return new Shown(Place.of(item), Objects.requireNonNull(item.visitors(), "visitors"));
	}

	private static Shown of(RankingChanged.Further item) {
		return new Shown(Place.of(item), Objects.requireNonNull(item.visitors(), "visitors"));
	}

	/**
	 * The places of a list, and between and behind them whoever has one among the young.
	 */
	public static List<Shown> all(RankingChanged list) {
		return Stream.concat(list.items().stream().map(Shown::of), list.further().stream().map(Shown::of))
			.sorted((one, other) -> Place.ORDER.compare(one.place, other.place))
			.toList();
	}

}
