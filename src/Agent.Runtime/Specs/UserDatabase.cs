using System.Globalization;

namespace Agent.Runtime.Specs;

/// <summary>The host's users and groups, from the text of /etc/passwd and /etc/group.</summary>
internal sealed class UserDatabase
{
    private readonly List<(string Name, uint Uid, uint Gid, string Home)> _users = [];
    private readonly List<(uint Gid, string[] Members)> _groups = [];

    /// <summary>Reads both texts; lines that are not entries are skipped.</summary>
    public UserDatabase(string passwd, string group)
    {
        foreach (var fields in passwd.Split('\n').Select(line => line.Split(':')))
        {
            if (fields.Length >= 6 && TryNumber(fields[2], out var uid) && TryNumber(fields[3], out var gid))
            {
                _users.Add((fields[0], uid, gid, fields[5]));
            }
        }

        foreach (var fields in group.Split('\n').Select(line => line.Split(':')))
        {
            if (fields.Length >= 4 && TryNumber(fields[2], out var gid))
            {
                _groups.Add((gid, fields[3].Split(',', StringSplitOptions.RemoveEmptyEntries)));
            }
        }
    }

    /// <summary>Reads this host's; a missing file has no entries.</summary>
    public static UserDatabase OfHost() => new(ReadOrEmpty("/etc/passwd"), ReadOrEmpty("/etc/group"));

    /// <summary>The number of a user, or null.</summary>
    public uint? UidOf(string name) => _users.Where(user => user.Name == name).Select(user => (uint?)user.Uid).FirstOrDefault();

    /// <summary>The primary group of a user number; 0 for one that has no entry, as in containers.</summary>
    public uint GidOf(uint uid) => _users.Where(user => user.Uid == uid).Select(user => user.Gid).FirstOrDefault();

    /// <summary>The home directory of a user number; / for one that has no entry, as in containers.</summary>
    public string HomeOf(uint uid) =>
        _users.Where(user => user.Uid == uid && user.Home.Length > 0).Select(user => user.Home).FirstOrDefault("/");

    /// <summary>The groups that list a user number's name as a member.</summary>
    public IEnumerable<uint> GroupsOf(uint uid)
    {
        var name = _users.Where(user => user.Uid == uid).Select(user => user.Name).FirstOrDefault();
        return _groups.Where(group => group.Members.Contains(name)).Select(group => group.Gid);
    }

    private static bool TryNumber(string text, out uint number) => uint.TryParse(text, CultureInfo.InvariantCulture, out number);

    private static string ReadOrEmpty(string path) => File.Exists(path) ? File.ReadAllText(path) : "";
}
