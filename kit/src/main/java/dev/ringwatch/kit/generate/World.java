package dev.ringwatch.kit.generate;

import dev.ringwatch.event.StableHash;
import java.util.List;

/** A world, ready to be played: everybody, their ordinary events, and the acts that are set. */
final class World {

  private final GeneratorConfig config;
  private final Ground ground;
  private final Casting casting;
  private final TrapLedger ledger = new TrapLedger();
  private final Population population;
  private final Lettering lettering;
  private final Whereabouts whereabouts;
  private final Impulses impulses;
  private final List<Act> acts;
  private final int[] ordinary;
  private final long routineKey;

  World(GeneratorConfig config) {
    this.config = config;
    Dice dice = new Dice(config.seed());
    ground = Ground.of(config, dice.fork("ground"));
    casting = Casting.of(config, dice.fork("casting"));
    population = Population.of(config, ground, casting, ledger);
    lettering = new Lettering(dice.fork("population").fork("lettering"));
    whereabouts = new Whereabouts(ground);
    impulses = new Impulses(ground);
    routineKey = dice.fork("routines").nextLong();
    Script script = new Script(ground.period(), dice.fork("script"), population.people().size());
    stage(new Production(config, ground, population, script, dice.fork("production")));
    ordinary = new Budget(config, population, script, dice.fork("budget")).plan(casting.parts());
    acts = script.inOrder();
  }

  private void stage(Production production) {
    Traps traps = new Traps(production, ledger);
    traps.stage();
    int ordinal = 0;
    for (Casting.Part part : casting.parts()) {
      Crew crew = new Crew(population.persons(part.members()));
      Scheme.of(part.kind()).perform(crew, production.of("crew", ordinal++));
    }
    traps.openLibraries();
  }

  GeneratorConfig config() {
    return config;
  }

  Ground ground() {
    return ground;
  }

  List<Person> people() {
    return population.people();
  }

  Lettering lettering() {
    return lettering;
  }

  Whereabouts whereabouts() {
    return whereabouts;
  }

  Impulses impulses() {
    return impulses;
  }

  /** What is set to happen, in the order of time. */
  List<Act> acts() {
    return acts;
  }

  /** How many ordinary events somebody has. */
  int ordinaryEvents(Person person) {
    return ordinary[person.index()];
  }

  Dice routineDice(Person person) {
    return new Dice(StableHash.mix(routineKey + person.index()));
  }

  List<Casting.Part> parts() {
    return casting.parts();
  }

  List<TrapLedger.Entry> traps() {
    return ledger.entries();
  }
}
