namespace BkJob;

/// <summary>The accounts that a runspace has used or read last, so that they can be completed without a request.</summary>
internal sealed class RecentAccounts
{
    private const int MaxAccounts = 50;

    private readonly object _gate = new();
    private readonly List<string> _recent = [];

    /// <summary>The instance of the current runspace.</summary>
    public static RecentAccounts Current => RunspaceStorage.Get<RecentAccounts>();

    /// <summary>All accounts, the last one first.</summary>
    public IReadOnlyList<string> MostRecentFirst
    {
        get
        {
            lock (_gate)
            {
                return [.. Enumerable.Reverse(_recent)];
            }
        }
    }

    /// <summary>Adds the accounts of the steps of a plan.</summary>
    public void Add(JobPlan plan)
    {
        foreach (string account in (plan.Steps ?? []).Select(step => step.Account).OfType<string>())
        {
            Add(account);
        }
    }

    /// <summary>Adds an account, and removes the oldest one if there are too many.</summary>
    public void Add(string account)
    {
        lock (_gate)
        {
            _recent.Remove(account);
            _recent.Add(account);
            if (_recent.Count > MaxAccounts)
            {
                _recent.RemoveAt(0);
            }
        }
    }
}
