using Agent.Kubernetes.Client;

namespace Agent.Kubernetes.Tests.Client;

public sealed class EnvironmentProxyTests
{
    [Theory]
    [InlineData("https://10.1.2.3:6443", "10.0.0.0/8", false)]
    [InlineData("https://11.1.2.3:6443", "10.0.0.0/8", true)]
    [InlineData("https://10.1.2.3:6443", "10.1.2.3", false)]
    [InlineData("https://api.example.org", "example.org", false)]
    [InlineData("https://example.org", ".example.org", true)]
    [InlineData("https://api.example.org", "*.example.org", false)]
    [InlineData("https://badexample.org", "example.org", true)]
    [InlineData("https://api.example.org:6443", "example.org:6443", false)]
    [InlineData("https://api.example.org:6443", "example.org:443", true)]
    [InlineData("https://[fd00::1]:6443", "fd00::/8", false)]
    [InlineData("https://api.example.org", "*", false)]
    [InlineData("https://localhost:6443", "", false)]
    [InlineData("https://127.0.0.1:6443", "", false)]
    [InlineData("http://api.example.org", "", false)]
    public void GetProxy_NoProxyRule_IsReadAsInGo(string server, string rules, bool proxied)
    {
        var proxy = EnvironmentProxy.Create(name => name switch { "https_proxy" => "http://u:p@proxy:3128", "NO_PROXY" => rules, _ => null });

        Assert.Equal(proxied ? new Uri("http://u:p@proxy:3128") : null, proxy.GetProxy(new Uri(server)));
        Assert.Equal(!proxied, proxy.IsBypassed(new Uri(server)));
    }
}
