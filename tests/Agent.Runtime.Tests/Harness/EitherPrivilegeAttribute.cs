using System.Reflection;
using Xunit.Sdk;

namespace Agent.Runtime.Tests.Harness;

/// <summary>Runs a theory as the tests' own user and, when that is root, also as a user without rights.</summary>
internal sealed class EitherPrivilegeAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Privilege.Own], [Privilege.None]];
}
