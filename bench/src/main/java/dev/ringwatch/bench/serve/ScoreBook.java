package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What the server said of many accounts, at one place of the log.
 *
 * @param seq the log's last entry, which it had all read
 * @param answers by account
 */
record ScoreBook(long seq, Map<String, JsonNode> answers) {

  private static final int ATTEMPTS = 10;
  private static final int SHOWN = 5;

  ScoreBook {
    answers = Map.copyOf(answers);
  }

  /** Asks for all of them; once more if the log went on meanwhile. */
  static ScoreBook read(Client client, List<String> accounts) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      ServerStatus before = ServerStatus.of(client);
      Map<String, JsonNode> answers = new TreeMap<>();
      for (String account : accounts) {
        AccountAnswer.of(client, account).ifPresent(answer -> answers.put(account, answer.json()));
      }
      ServerStatus after = ServerStatus.of(client);
      if (before.isCaughtUp() && after.isCaughtUp() && before.logSeq() == after.logSeq()) {
        if (answers.values().stream().map(AccountAnswer::new).noneMatch(AccountAnswer::isScored)) {
          throw new IllegalStateException("no account has a score, so there is nothing to compare");
        }
        return new ScoreBook(before.logSeq(), answers);
      }
    }
    throw new IllegalStateException("the log does not come to rest");
  }

  /** Fails if another book says anything else. */
  void requireSame(ScoreBook other) {
    List<String> different = new ArrayList<>();
    answers.forEach((account, answer) -> {
      JsonNode others = other.answers.get(account);
      if (!answer.equals(others)) {
        different.add(answer + "\n  became " + others);
      }
    });
    if (!different.isEmpty() || answers.size() != other.answers.size()) {
      throw new IllegalStateException(
          "%d of %d accounts are scored otherwise (entries %d and %d), such as%n%s"
              .formatted(
                  different.size(),
                  answers.size(),
                  seq,
                  other.seq,
                  String.join("\n", different.subList(0, Math.min(SHOWN, different.size())))));
    }
  }
}
