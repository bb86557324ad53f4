using Google.Protobuf;

namespace Agent.Cri.Tests.Fakes;

/// <summary>A call that arrived, implemented or not.</summary>
/// <param name="Method">Its name in the CRI.</param>
/// <param name="Request">What came with it.</param>
public sealed record FakeCall(string Method, IMessage Request);
