package io.broadsheet.system;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reader who knows what to look for, and asks for everything.
 */
final class Eavesdropper {

	private final Client reader;

	private final List<Embargoed> wanted;

	private final List<PublicRoutes.Address> addresses;

	/**
	 * Begins to look.
	 * @param gateway where to ask
	 * @param known the id of an article that everybody may read
	 * @param collection the slug of the collection that it is in
	 * @param wanted what should not be found
	 */
	Eavesdropper(String gateway, String known, String collection, Collection<Embargoed> wanted) {
		this.reader = new Client(gateway);
		this.wanted = List.copyOf(wanted);
		this.addresses = new PublicRoutes(this.reader.get("/openapi.json").body(), values(known, collection))
			.addresses();
	}

	/** The operations whose answers tell of an article, beyond what was asked. */
	Set<String> whatTellsOf(Embargoed article) {
		return this.addresses.stream()
			.filter((address) -> article.isTold(withoutQuestion(address, this.reader.get(address.path()))))
			.map(PublicRoutes.Address::operation)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** Asks for everything, and for what never was beside what nobody may know of. */
	void findNothing() {
		Set<String> answered = new TreeSet<>();
		for (PublicRoutes.Address address : this.addresses) {
			Client.Answer answer = this.reader.get(address.path());
			assertThat(answer.status()).as(address.path()).isLessThan(500);
			if (answer.status() < 400) {
				answered.add(address.operation());
			}
			String told = withoutQuestion(address, answer);
			assertThat(this.wanted).as(address.path() + " " + told).noneMatch((article) -> article.isTold(told));
			this.wanted.forEach((article) -> assertAsIfItNeverWas(article, address, answer));
		}
		assertThat(answered).as("operations of which a good answer was seen")
			.containsAll(this.addresses.stream().map(PublicRoutes.Address::operation).toList());
	}

	private void assertAsIfItNeverWas(Embargoed article, PublicRoutes.Address address, Client.Answer answer) {
		String decoy = article.decoy(address.path());
		if (!decoy.equals(address.path())) {
			Client.Answer other = this.reader.get(decoy);
			assertThat(answer.status()).as(address.path()).isEqualTo(other.status());
			assertThat(shape(article.decoy(answer.response().body()))).as(address.path())
				.isEqualTo(shape(other.response().body()));
		}
	}

	/** Times and counts of the moment are not the same twice. */
	private static String shape(String body) {
		return body.replaceAll("[0-9]+(\\.[0-9]+)?", "0");
	}

	private String withoutQuestion(PublicRoutes.Address address, Client.Answer answer) {
		String told = (answer.response().body() + answer.response().headers().map()).toLowerCase(Locale.ROOT);
		for (String asked : address.asked()) {
			String lower = asked.toLowerCase(Locale.ROOT);
			if (this.wanted.stream().anyMatch((article) -> article.isTold(lower))) {
				told = told.replace(lower, "");
			}
		}
		return told;
	}

	private Map<String, List<String>> values(String known, String collection) {
		Map<String, List<String>> values = new HashMap<>();
		List<String> ids = with(known, (article) -> Stream.concat(Stream.of(article.id()), article.slugs().stream()));
		List.of("id", "idOrSlug").forEach((parameter) -> values.put(parameter, ids));
		values.put("slug", List.of(collection));
		values.put("collection", List.of(collection));
		values.put("section", with("transport", (article) -> Stream.of("section" + article.secret())));
		values.put("tag", with("tram", (article) -> Stream.of("tag" + article.secret())));
		values.put("author", with("Linh", (article) -> Stream.of("Author" + article.secret())));
		values.put("q", with("tram", (article) -> Stream.of(article.secret(), "body" + article.secret())));
		List<String> days = with(LocalDate.now().toString(), (article) -> Stream.of(article.day().toString()));
		List.of("date", "from", "to").forEach((parameter) -> values.put(parameter, days));
		values.put("year", days.stream().map((day) -> day.substring(0, 4)).distinct().toList());
		values.put("month", List.of("12"));
		values.put("language", List.of("en"));
		values.put("type", List.of("io.broadsheet.article.published.v1"));
		values.put("name", List.of("gone"));
		values.put("returnTo", List.of("/"));
		return values;
	}

	private List<String> with(String known, Function<Embargoed, Stream<String>> more) {
		List<String> all = new ArrayList<>(List.of(known));
		this.wanted.stream().flatMap(more).forEach(all::add);
		return all.stream().distinct().toList();
	}

}
