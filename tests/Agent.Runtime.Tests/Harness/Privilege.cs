namespace Agent.Runtime.Tests.Harness;

/// <summary>Who the runtime under test runs as.</summary>
public enum Privilege
{
    /// <summary>The user the tests run as.</summary>
    Own,

    /// <summary>A user without any rights; needs the tests to run as root.</summary>
    None,
}
