namespace Agent.Node.Tests.Pods;

/// <summary>One step of a <see cref="PodModel"/>.</summary>
/// <param name="Event">What happens.</param>
/// <param name="Container">To which container.</param>
/// <param name="Code">With which exit code.</param>
/// <param name="Luck">How what is under way turns out; 0: well.</param>
/// <param name="Seconds">How long after the step before.</param>
internal sealed record ModelStep(ModelEvent Event, int Container, int Code, int Luck, int Seconds);
