package io.broadsheet.trending.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.ranking.ListId;
import io.broadsheet.trending.ranking.Ranking;
import io.broadsheet.trending.ranking.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wants to know.
 *
 * @param ranking by what
 * @param window how far back
 * @param scope which articles
 * @param publishedWithin how long ago they may have been published; null for any time
 * @param limit how many places
 */
record RankingQuery(Ranking ranking, Window window, Scope scope, @Nullable Window publishedWithin, int limit) {

	private static final int DEFAULT_LIMIT = 10;

	private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,64}");

	private static final Pattern LANGUAGE = Pattern.compile("(?=.{2,35}$)[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*+");

	private static final Pattern LIMIT = Pattern.compile("[0-9]{1,3}");

	/**
	 * Reads a query.
	 * @param list the name of the ranking
	 * @param parameters what it was asked with
	 * @return the query
	 * @throws UnknownRankingException if there is no such ranking
	 * @throws InvalidParameterException if a parameter can't be
	 */
	static RankingQuery of(String list, RankingParameters parameters) {
		Ranking ranking = Ranking.named(list).orElseThrow(() -> new UnknownRankingException(list));
		@Nullable String window = parameters.window();
		@Nullable String within = parameters.publishedWithin();
		return new RankingQuery(ranking, (window != null) ? window("window", window) : Window.DAY, scope(parameters),
				(within != null) ? window("publishedWithin", within) : null, limit(parameters.limit()));
	}

	private static Window window(String parameter, String name) {
		return Window.named(name)
			.orElseThrow(() -> new InvalidParameterException(parameter, "must be one of " + Window.names()));
	}

	private static Scope scope(RankingParameters parameters) {
		List<Scope> scopes = new ArrayList<>();
		if (parameters.section() != null) {
			scopes.add(scope(Scope.Kind.SECTION, SLUG, parameters.section(), "must be the slug of a section"));
		}
		if (parameters.tag() != null) {
			scopes.add(scope(Scope.Kind.TAG, SLUG, parameters.tag(), "must be the slug of a tag"));
		}
		if (parameters.language() != null) {
			String language = parameters.language();
			scopes.add(scope(Scope.Kind.LANGUAGE, LANGUAGE, language, "must be a language tag such as en or en-GB"));
		}
		if (scopes.size() > 1) {
			throw new InvalidParameterException(name(scopes.get(1)),
					"can't be combined with '" + name(scopes.get(0)) + "': a list is kept for each, not for both");
		}
		return scopes.isEmpty() ? Scope.ALL : scopes.get(0);
	}

	private static Scope scope(Scope.Kind kind, Pattern pattern, String name, String rule) {
		Scope scope = new Scope(kind, name.toLowerCase(Locale.ROOT));
		if (!pattern.matcher(name).matches()) {
			throw new InvalidParameterException(name(scope), rule);
		}
		return scope;
	}

	private static String name(Scope scope) {
		return scope.kind().name().toLowerCase(Locale.ROOT);
	}

	private static int limit(@Nullable String text) {
		if (text == null) {
			return DEFAULT_LIMIT;
		}
		int limit = LIMIT.matcher(text).matches() ? Integer.parseInt(text) : 0;
		if (limit < 1 || limit > Ranking.PLACES) {
			throw new InvalidParameterException("limit", "must be a number from 1 to " + Ranking.PLACES);
		}
		return limit;
	}

	ListId list() {
		return this.ranking.list(this.window, this.scope);
	}

}
