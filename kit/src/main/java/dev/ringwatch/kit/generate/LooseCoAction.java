package dev.ringwatch.kit.generate;

/** The same action on the same targets within minutes, everybody from home. */
final class LooseCoAction implements Scheme {

  private static final Tactics TACTICS =
      new Tactics(13, 5, 0.75, 1, Tactics.Delay.seconds(150, 900));

  @Override
  public void perform(Crew crew, Production production) {
    Wardrobe wardrobe = (member, shift) -> crew.members().get(member).home();
    new Campaign(crew, TACTICS, wardrobe, production).run();
  }
}
