namespace Agent.EndToEnd.Tests.Fixtures.Registry;

/// <summary>The one account of a test registry, valid nowhere else. The registry reads passwords as bcrypt hashes.</summary>
internal static class RegistryAccount
{
    public const string User = "puller";
    public const string Password = "pull-me";
    public const string HtpasswdLine = "puller:$2b$05$abcdefghijklmnopqrstuuBp.n58v886n7kD7.z9i0nzqxtQ8I2P.\n";
}
