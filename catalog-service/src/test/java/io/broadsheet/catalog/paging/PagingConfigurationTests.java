package io.broadsheet.catalog.paging;

import java.time.Instant;
import java.util.List;

import io.broadsheet.catalog.request.InvalidParameterException;
import io.broadsheet.catalog.request.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.LinkedMultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The key of cursors.
 */
@ExtendWith(OutputCaptureExtension.class)
class PagingConfigurationTests {

	private static final Cursor PLACE = new Cursor(Instant.EPOCH, "a");

	private final ApplicationContextRunner service = new ApplicationContextRunner()
		.withUserConfiguration(PagingConfiguration.class);

	@Test
	void instancesWithTheSameKeyTakeEachOthersCursors() {
		ApplicationContextRunner keyed = this.service.withPropertyValues("broadsheet.cursors.key=sixteen letters!");
		keyed.run((one) -> keyed
			.run((other) -> assertThat(other.getBean(Cursors.class).read(sent(one.getBean(Cursors.class)), "list"))
				.isEqualTo(PLACE)));
	}

	@Test
	void withoutAKeyCursorsAreGoodForOneStartAndTheLogSaysSo(CapturedOutput output) {
		this.service.run((one) -> {
			assertThat(one.getBean(Cursors.class).read(sent(one.getBean(Cursors.class)), "list")).isEqualTo(PLACE);
			this.service.run((other) -> assertThatExceptionOfType(InvalidParameterException.class)
				.isThrownBy(() -> other.getBean(Cursors.class).read(sent(one.getBean(Cursors.class)), "list")));
		});
		assertThat(output).contains("No CURSOR_KEY is set");
	}

	@Test
	void aKeyThatIsTooShortStopsTheStartAndIsNotPrinted() {
		this.service.withPropertyValues("broadsheet.cursors.key=fifteen letters")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("16 characters")
				.hasMessageNotContaining("fifteen"));
		assertThat(new CursorSettings("sixteen letters!")).hasToString("CursorSettings[key=given]");
	}

	private static Parameters sent(Cursors cursors) {
		LinkedMultiValueMap<String, String> given = new LinkedMultiValueMap<>();
		given.add("cursor", cursors.write(PLACE, "list"));
		return Parameters.of(given, List.of("cursor"));
	}

}
