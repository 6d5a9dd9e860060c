package io.broadsheet.system;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An article that nobody may know of. Every word of it has the same secret in it.
 *
 * @param secret what no other article has, in lower case
 * @param id the article
 * @param slugs all that it has had
 * @param day when it is to be published
 */
record Embargoed(String secret, String id, Set<String> slugs, LocalDate day) {

	private static final String DRAFT = """
			{"headline": "%1$s headline%2$s", "summary": "summary%1$s", "body": "<p>body%1$s</p>", "language": "en",
			 "section": "section%1$s", "tags": ["tram", "tag%1$s"], "authors": [{"name": "Author%1$s"}],
			 "dateline": "dateline%1$s", "images": [{"url": "https://m.example/%1$s.jpg", "alt": "alt%1$s"}],
			 "source": {"name": "source%1$s", "url": "https://%1$s.example/"}, "externalId": "external%1$s",
			 "publishAt": "%3$s"}""";

	static Embargoed plan(Client editor, String secret, OffsetDateTime time) {
		Client.Answer planned = editor.post("/api/v1/articles", DRAFT.formatted(secret, "", time));
		assertThat(planned.status()).isEqualTo(202);
		return new Embargoed(secret, planned.body().path("id").asString(),
				Set.of(planned.body().path("slug").asString()), time.toLocalDate());
	}

	/** Gives it another headline, and another time. */
	Embargoed change(Client editor, long revision, String headline, OffsetDateTime time) {
		Client.Answer changed = editor.put("/api/v1/articles/" + this.id, "\"" + revision + "\"",
				DRAFT.formatted(this.secret, headline, time));
		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.body().path("state").asString()).isEqualTo("scheduled");
		Set<String> all = new TreeSet<>(this.slugs);
		all.add(changed.body().path("slug").asString());
		return new Embargoed(this.secret, this.id, all, time.toLocalDate());
	}

	/**
	 * What would give it away, in lower case: all slugs have the secret, and end alike.
	 */
	Set<String> traces() {
		return Set.of(this.secret, this.id, end());
	}

	boolean isTold(String text) {
		return traces().stream().anyMatch(text::contains);
	}

	/** The same question about an article that never was. */
	String decoy(String question) {
		return question.replace(this.id, "019a6f0e-7c1d-7b5e-9a51-3f0d8a1c2b4d")
			.replace(end(), "1k2j3h4g5f")
			.replace(this.secret, "nobody");
	}

	private String end() {
		String slug = this.slugs.iterator().next();
		return slug.substring(slug.lastIndexOf('-') + 1);
	}

}
