package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvHeaderTest {

  private static final String HEADER = "account_id,action,timestamp,device_id\n";
  private static final String TIME = "2026-01-02T03:04:05Z";

  @Test
  void readsEveryColumn() throws IOException {
    Event event =
        Decoded.of(
                "event_id,account_id,action,timestamp,ip,device_id,session_id,target,"
                    + "target_owner,outcome,enforced,payment_id,user_agent,country,"
                    + "account_created_at,source,color\n"
                    + "e1,a,login,2026-01-02T03:04:05Z,1.2.3.4,d,s,t,o,failure,true,p,Mozilla/5.0,DE,"
                    + "2025-01-02,web,red\n")
            .only();
    assertThat(event)
        .isEqualTo(
            Event.builder(new AccountId("a"), "login", Instant.parse(TIME))
                .id("e1")
                .ip("1.2.3.4")
                .device("d")
                .session("s")
                .target("t")
                .targetOwner("o")
                .outcome(Outcome.FAILURE)
                .enforced(true)
                .payment("p")
                .userAgent("Mozilla/5.0")
                .country("DE")
                .accountCreatedAt(Instant.parse("2025-01-02T00:00:00Z"))
                .source("web")
                .attributes(Map.of("color", "red"))
                .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void findsTheSeparatorInTheHeader(String separator) throws IOException {
    String text = (HEADER + "a,login," + TIME + ",d1\n").replace(",", separator);
    assertThat(Decoded.of(text).only().device()).isEqualTo("d1");
  }

  @Test
  void findsColumnsWhateverTheirOrderAndSpelling() throws IOException {
    Event event =
        Decoded.of("Time,Device,EventType,UserId,ip-address\r\n" + TIME + ",d,login,u,1.2.3.4\r\n")
            .only();
    assertThat(event.account()).isEqualTo(new AccountId("u"));
    assertThat(event.device()).isEqualTo("d");
    assertThat(event.ip()).isEqualTo("1.2.3.4");
  }

  @Test
  void neverLetsAnAliasWinOverTheNameItself() throws IOException {
    Event event =
        Decoded.of("user_id,account_id,action,event,timestamp,ts\nu,a,login,x," + TIME + ",5\n")
            .only();
    assertThat(event.account()).isEqualTo(new AccountId("a"));
    assertThat(event.action()).isEqualTo("login");
    assertThat(event.attributes()).isEqualTo(Map.of("user_id", "u", "event", "x", "ts", "5"));
  }

  @Test
  void letsTheUsersMappingWin() throws IOException {
    DecodeOptions options =
        Decoded.OPTIONS.withColumns(Map.of("account_id", "uid", "device_id", "uid"));
    Event event =
        Decoded.of("account_id,uid,action,timestamp\na,u,login," + TIME + "\n", options).only();
    assertThat(event.account()).isEqualTo(new AccountId("u"));
    assertThat(event.device()).isEqualTo("u");
    assertThat(event.attributes()).isEqualTo(Map.of("account_id", "a"));
  }

  @Test
  void refusesAMappingOfAColumnThatDoesNotExist() {
    assertThatThrownBy(() -> Decoded.OPTIONS.withColumns(Map.of("acount", "uid")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no column acount")
        .hasMessageContaining("account_id");
  }

  @Test
  void saysWhichColumnsTheHeaderLacksAndHas() {
    assertThatThrownBy(() -> Decoded.of("uid,what,timestamp\nu,login," + TIME + "\n"))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessage(
            "the first line names no column account_id, action; it names uid, what, timestamp."
                + " Say which column it is: --map account_id=NAME");
  }

  @Test
  void saysWhichMappedColumnIsNotThere() {
    DecodeOptions options = Decoded.OPTIONS.withColumns(Map.of("ip", "address"));
    assertThatThrownBy(() -> Decoded.of(HEADER + "a,login," + TIME + ",d\n", options))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining("no column address (for ip)");
  }

  @Test
  void refusesAHeaderThatNamesAColumnTwice() {
    assertThatThrownBy(() -> Decoded.of("account_id,accountId,action,timestamp\n"))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining("two columns for account_id: \"account_id\" and \"accountId\"");
  }

  @Test
  void givesUnknownColumnsOfOneNameDifferentNames() throws IOException {
    Event event = Decoded.of("account_id,action,timestamp,x,x,\na,b," + TIME + ",1,2,3\n").only();
    assertThat(event.attributes()).isEqualTo(Map.of("x", "1", "x_2", "2", "column_6", "3"));
  }

  @Test
  void hasNoEventsWhereThereIsOnlyAHeader() throws IOException {
    Decoded decoded = Decoded.of(HEADER);
    assertThat(decoded.events()).isEmpty();
    assertThat(decoded.rejected()).isEmpty();
  }
}
